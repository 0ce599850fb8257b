package consumer;

public class Consumer {
  public static String text() {
    return facade.Facade.text() + hidden.base.Base.text();
  }
}
