package shop.app;

import java.io.IOException;
import java.io.PrintStream;

/** The command line of the shop. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    int status = run(System.out, System.err, args);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(PrintStream out, PrintStream err, String... args) {
    try {
      out.print(new Commands().run(Arguments.parse(args)));
      return 0;
    } catch (IOException | RuntimeException e) {
      err.println(e.getMessage());
      return e instanceof IllegalArgumentException ? 2 : 1;
    }
  }
}
