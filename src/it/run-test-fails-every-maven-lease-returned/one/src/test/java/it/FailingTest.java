package it;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class FailingTest {

  @Test
  void findsAFreshServerAndFails() throws Exception {
    String found = ask("GET visitor");
    ask("SET visitor one");
    fail("in module one: found " + found + ", and fails on purpose");
  }

  private static String ask(String command) throws Exception {
    try (Socket socket =
        new Socket(System.getProperty("cache.host"), Integer.getInteger("cache.port"))) {
      socket.getOutputStream().write((command + "\r\n").getBytes());
      return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
    }
  }
}
