package stamped;

import java.io.IOException;
import java.io.InputStream;

public class Stamp {
  public static String text() throws IOException {
    try (InputStream in = Stamp.class.getResourceAsStream("/stamp.txt")) {
      return new String(in.readAllBytes(), "UTF-8");
    }
  }
}
