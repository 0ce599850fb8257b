package dev.deploypipeline.broker;

import dev.deploypipeline.broker.HttpHead.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads heads of messages (RFC 9112, sections 2 to 5). */
final class HeadReader {

  /** Empty lines before a message, which some clients send behind a body. */
  private static final int EMPTY_LINES = 4;

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");

  private final LinkReader reader;
  private final int limit;

  /**
   * @param limit the most bytes of a head
   */
  HeadReader(LinkReader reader, int limit) {
    this.reader = reader;
    this.limit = limit;
  }

  /**
   * Reads the next head.
   *
   * @throws BadMessage if it is malformed (400), too long (431), or cut off (400)
   */
  HttpHead read() throws IOException {
    int left = limit;
    String start = "";
    for (int empty = 0; start.isEmpty(); empty++) {
      if (empty > EMPTY_LINES) {
        throw new BadMessage(400, "there is no start line");
      }
      start = line(left);
    }
    if (CONTROLS.matcher(start).find()) {
      throw new BadMessage(400, "the start line has control characters");
    }
    left -= start.length();
    List<Field> fields = new ArrayList<>();
    for (String line = line(left); !line.isEmpty(); line = line(left)) {
      left -= line.length() + 2;
      fields.add(field(line));
    }
    return new HttpHead(start, fields);
  }

  private String line(int most) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int next = reader.next(); next != '\n'; next = reader.next()) {
      if (next < 0) {
        throw new BadMessage(400, "the head is cut off");
      }
      if (line.size() >= most) {
        throw new BadMessage(431, "the head is longer than " + limit + " bytes");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static Field field(String line) throws BadMessage {
    int colon = line.indexOf(':');
    if (colon <= 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
      throw new BadMessage(400, "a header field has no valid name");
    }
    String value = line.substring(colon + 1).strip();
    if (CONTROLS.matcher(value).find()) {
      throw new BadMessage(400, "a header field has control characters");
    }
    return new Field(line.substring(0, colon), value);
  }
}
