package dev.deploypipeline.broker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands before a message's body: start line and header fields, in their order.
 *
 * @param startLine the request line or status line
 * @param fields the header fields
 */
record HttpHead(String startLine, List<Field> fields) {

  /**
   * A header field.
   *
   * @param name in the sender's spelling
   * @param value without surrounding blanks
   */
  record Field(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  HttpHead {
    fields = List.copyOf(fields);
  }

  /** The value of the first field of that name. */
  Optional<String> value(String name) {
    return values(name).findFirst();
  }

  private Stream<String> values(String name) {
    return fields.stream().filter(field -> field.is(name)).map(Field::value);
  }

  /** Whether a field that is a list has that element. */
  boolean lists(String name, String element) {
    return elements(name).anyMatch(element::equals);
  }

  /** The elements of a field that is a list, in lower case. */
  private Stream<String> elements(String name) {
    return values(name)
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(element -> element.strip().toLowerCase(Locale.ROOT));
  }

  /** The same with another start line. */
  HttpHead withStartLine(String line) {
    return new HttpHead(line, fields);
  }

  /** The same without the fields of these names. */
  HttpHead without(String... names) {
    return new HttpHead(
        startLine, fields.stream().filter(field -> Stream.of(names).noneMatch(field::is)).toList());
  }

  /** The same with one more field. */
  HttpHead with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new HttpHead(startLine, more);
  }

  /** Whether the body is made of chunks. */
  boolean isChunked() throws BadMessage {
    List<String> codings = elements("Transfer-Encoding").toList();
    if (codings.isEmpty()) {
      return false;
    }
    if (!codings.equals(List.of("chunked"))) {
      throw new BadMessage(400, "the transfer encoding is not 'chunked'");
    }
    if (value("Content-Length").isPresent()) {
      // RFC 9112, 6.3: this is how requests are smuggled.
      throw new BadMessage(400, "a message has both a transfer encoding and a content length");
    }
    return true;
  }

  /** The content length; empty if none is said. */
  Optional<Long> contentLength() throws BadMessage {
    List<String> lengths = elements("Content-Length").distinct().toList();
    if (lengths.isEmpty()) {
      return Optional.empty();
    }
    if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
      throw new BadMessage(400, "the content length is not one number");
    }
    return Optional.of(Long.parseLong(lengths.get(0)));
  }

  /** As it is sent, the empty line included. */
  byte[] bytes() {
    StringBuilder text = new StringBuilder(startLine).append("\r\n");
    for (Field field : fields) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
