package sound;

import lib.Lib;

public final class Sound {
  private Sound() {}

  public static Integer length() {
    return new Integer(Lib.name().length());
  }
}
