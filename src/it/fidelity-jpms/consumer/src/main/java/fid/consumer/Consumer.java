package fid.consumer;

public class Consumer {
  public static String text() {
    return fid.beta.Beta.text() + " " + fid.old.Legacy.text();
  }
}
