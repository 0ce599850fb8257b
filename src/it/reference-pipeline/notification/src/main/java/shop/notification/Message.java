package shop.notification;

import java.util.List;
import shop.model.Csv;

/** A message on its way; {@code attempt} counts the tries so far. */
public record Message(String id, String recipient, String subject, String body, int attempt) {

  Message nextAttempt() {
    return new Message(id, recipient, subject, body, attempt + 1);
  }

  String encode() {
    return Csv.format(List.of(List.of(id, recipient, subject, body, String.valueOf(attempt))));
  }

  static Message decode(String text) {
    List<String> f = Csv.parse(text).get(0);
    return new Message(f.get(0), f.get(1), f.get(2), f.get(3), Integer.parseInt(f.get(4)));
  }
}
