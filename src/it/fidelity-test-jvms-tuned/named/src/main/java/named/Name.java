package named;

/** Knows its module. */
public class Name {
  public static String ofModule() {
    return Name.class.getModule().getName();
  }
}
