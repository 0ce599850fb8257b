package it;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;

/** Speaks to the Redis that this JVM has leased. */
final class Cache {

  private Cache() {}

  static String ask(String command) throws Exception {
    try (Socket socket =
        new Socket(System.getProperty("cache.host"), Integer.getInteger("cache.port"))) {
      socket.getOutputStream().write((command + "\r\n").getBytes());
      return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
    }
  }
}
