package broken;

final class BrokenTest {
  Missing missing;
}
