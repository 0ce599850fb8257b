package fid.nine;

public class Nine {
  public Class<?> used() {
    return fid.processor.Greets.class;
  }
}
