package shop.notification;

import java.time.Duration;
import java.util.Optional;
import shop.storage.RedisSpace;

/** Messages to be sent, in Redis: a queue of those due, a timetable of those to be tried again. */
public final class Outbox {
  private final RedisSpace redis;

  public Outbox(RedisSpace redis) {
    this.redis = redis;
  }

  /** Accepts a message once; a second one with the same id is ignored for a day. */
  public boolean submit(Message message) {
    boolean first = redis.putIfAbsent("seen:" + message.id(), "", Duration.ofDays(1));
    if (first) {
      redis.push("outbox", message.encode());
    }
    return first;
  }

  /** The next message that is due, waiting for one. */
  public Optional<Message> take(Duration maxWait) {
    for (String due : redis.due("retry", System.currentTimeMillis())) {
      if (redis.unschedule("retry", due)) {
        redis.push("outbox", due);
      }
    }
    return redis.pop("outbox", maxWait).map(Message::decode);
  }

  public void tryAgain(Message message, Duration delay) {
    redis.schedule(
        "retry", message.nextAttempt().encode(), System.currentTimeMillis() + delay.toMillis());
  }

  /** Puts a message aside that could not be delivered. */
  public void bury(Message message) {
    redis.push("dead", message.encode());
  }

  public long buried() {
    return redis.length("dead");
  }

  public long waiting() {
    return redis.length("outbox") + redis.scheduled("retry");
  }
}
