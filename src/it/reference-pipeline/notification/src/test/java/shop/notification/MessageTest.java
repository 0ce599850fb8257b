package shop.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import shop.model.RandomShop;

class MessageTest {

  @Test
  void survivesTheQueue() {
    Message message = new Message("1", "a@b.org", "Hi, \"you\"", "two\nlines, one comma\r\n", 3);
    assertThat(Message.decode(message.encode())).isEqualTo(message);
  }

  @Test
  void everyMessageSurvivesTheQueue() {
    RandomShop shop = new RandomShop(72);
    for (int i = 0; i < 60_000; i++) {
      Message message =
          new Message(
              shop.word(5),
              shop.word(9),
              "\"" + shop.word(8),
              shop.word(40) + ",\n" + shop.word(40),
              i);
      if (!Message.decode(message.encode()).equals(message)) {
        throw new AssertionError(message);
      }
    }
  }

  @Test
  void theNextAttemptIsTheSameMessage() {
    Message message = new Message("1", "a", "s", "b", 0);
    assertThat(message.nextAttempt()).isEqualTo(new Message("1", "a", "s", "b", 1));
  }
}
