package dev.deploypipeline.tests;

import java.io.IOException;

/** A JVM for {@link ProcessTestJvmsTest}: says that it is there, and stays until its input ends. */
final class SleepingJvm {

  private SleepingJvm() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Nobody writes; the end is what is waited for.
    }
  }
}
