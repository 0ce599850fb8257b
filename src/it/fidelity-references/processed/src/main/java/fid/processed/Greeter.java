package fid.processed;

public class Greeter {
  public String greet() {
    return fid.made.Greeting.text();
  }
}
