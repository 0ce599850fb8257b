package dev.deploypipeline.broker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Requests that are right, and then spoiled in one way or another. */
final class RandomRequests {

  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "HEAD");
  private static final List<String> TARGETS =
      List.of(
          "/_ping",
          "/v1.41/containers/create?name=x",
          "/containers/json?filters=%7B%22label%22%3A%5B%22a%22%5D%7D",
          "/v1.41/containers/abc/archive?path=%2F",
          "/exec/1/start",
          "/containers/%zz/json",
          "//",
          "*",
          "http://x/y");

  private RandomRequests() {}

  static byte[] next(Random random) {
    byte[] request = whole(random).getBytes(StandardCharsets.ISO_8859_1);
    return switch (random.nextInt(6)) {
      case 0 -> request;
      case 1 -> Arrays.copyOf(request, random.nextInt(request.length) + 1);
      case 2 -> flipped(request, random);
      case 3 -> doubled(request, random);
      case 4 -> noise(random);
      default -> (whole(random) + whole(random)).getBytes(StandardCharsets.ISO_8859_1);
    };
  }

  private static String whole(Random random) {
    StringBuilder text =
        new StringBuilder(METHODS.get(random.nextInt(METHODS.size())))
            .append(' ')
            .append(TARGETS.get(random.nextInt(TARGETS.size())))
            .append(random.nextInt(20) == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append("X-")
          .append(i)
          .append(": ")
          .append("v".repeat(random.nextInt(200)))
          .append("\r\n");
    }
    if (random.nextInt(200) == 0) {
      text.append("X-Large: ").append("v".repeat(40_000)).append("\r\n");
    }
    String body = "b".repeat(random.nextInt(500));
    switch (random.nextInt(4)) {
      case 0 ->
          text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
      case 1 -> {
        text.append("Transfer-Encoding: chunked\r\n\r\n");
        if (!body.isEmpty()) {
          text.append(Integer.toHexString(body.length()))
              .append("\r\n")
              .append(body)
              .append("\r\n");
        }
        text.append("0\r\n\r\n");
      }
      case 2 -> text.append("Connection: close\r\n\r\n");
      default -> text.append("\r\n");
    }
    return text.toString();
  }

  private static byte[] flipped(byte[] request, Random random) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      request[random.nextInt(request.length)] = (byte) random.nextInt(256);
    }
    return request;
  }

  private static byte[] doubled(byte[] request, Random random) {
    int from = random.nextInt(request.length);
    byte[] more = Arrays.copyOf(request, request.length + request.length - from);
    System.arraycopy(request, from, more, request.length, request.length - from);
    return more;
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(300) + 1];
    random.nextBytes(noise);
    return noise;
  }
}
