package client;

public class Client {
  public static String text() {
    return service.Service.text();
  }
}
