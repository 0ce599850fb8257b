package dev.deploypipeline.broker;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A complete response, of the engine or of ours.
 *
 * @param head status line and fields
 * @param body the content, without framing
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Answer(HttpHead head, byte[] body) {

  /** An answer of ours. */
  static Answer of(int status, String type, byte[] body) {
    HttpHead head = new HttpHead("HTTP/1.1 " + status + " " + reason(status), List.of());
    return new Answer(type.isEmpty() ? head : head.with("Content-Type", type), body);
  }

  /** An answer without content. */
  static Answer of(int status) {
    return of(status, "", new byte[0]);
  }

  /** An answer in JSON. */
  static Answer json(int status, String json) {
    return of(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /** An error in the engine's form: an object with a message. */
  static Answer error(int status, String message) {
    return json(status, Json.object().put("message", message).toString());
  }

  int status() {
    return statusOf(head);
  }

  /** The status code of a response's head; 0 if its start line is malformed. */
  static int statusOf(HttpHead head) {
    String[] words = head.startLine().split(" ", 3);
    boolean valid =
        words.length >= 2 && words[0].startsWith("HTTP/1.") && words[1].matches("[1-9][0-9]{2}");
    return valid ? Integer.parseInt(words[1]) : 0;
  }

  boolean succeeded() {
    return status() / 100 == 2;
  }

  /** The body as text. */
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The same with another body in JSON. */
  Answer withJson(String json) {
    return new Answer(head, json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * As it is sent to a client.
   *
   * @param headOnly whether the client asked for the head only
   * @param last whether the connection is closed behind it
   */
  byte[] bytes(boolean headOnly, boolean last) {
    HttpHead framed = head.without("Transfer-Encoding", "Connection", "Trailer");
    boolean bodiless = status() == 204 || status() == 304;
    if (bodiless) {
      framed = framed.without("Content-Length");
    } else if (!headOnly) {
      framed =
          framed.without("Content-Length").with("Content-Length", Integer.toString(body.length));
    }
    if (last) {
      framed = framed.with("Connection", "close");
    }
    if (status() == 101) {
      return concatenated(head.bytes(), body);
    }
    byte[] start = framed.bytes();
    if (headOnly || bodiless) {
      return start;
    }
    return concatenated(start, body);
  }

  private static byte[] concatenated(byte[] start, byte[] rest) {
    byte[] all = java.util.Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, all, start.length, rest.length);
    return all;
  }

  private static String reason(int status) {
    return switch (status) {
      case 101 -> "UPGRADED";
      case 200 -> "OK";
      case 201 -> "Created";
      case 204 -> "No Content";
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 431 -> "Request Header Fields Too Large";
      case 503 -> "Service Unavailable";
      case 505 -> "HTTP Version Not Supported";
      default -> "Status";
    };
  }
}
