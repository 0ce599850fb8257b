package dev.deploypipeline.runtime;

import dev.deploypipeline.keep.Digest;
import dev.deploypipeline.pool.ConnectionFacts;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbered databases of a Redis server, its scripts and its configuration. */
record RedisTraces(ConnectionFacts facts) implements Traces {

  private static final Pattern VERSION = Pattern.compile("redis_version:(\\d{1,4})\\.");
  private static final int WITH_ACCESS_LISTS = 6;
  private static final int WITH_FUNCTIONS = 7;

  /**
   * Sees whether a server answers.
   *
   * @throws IOException if it does not
   */
  static void ask(ConnectionFacts facts) throws IOException {
    try (RedisConnection redis = RedisConnection.open(facts)) {
      redis.call("PING");
    }
  }

  @Override
  public void remove() throws IOException {
    try (RedisConnection redis = RedisConnection.open(facts)) {
      // Or they would go on filling it.
      redis.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      redis.call("CLIENT", "KILL", "TYPE", "pubsub", "SKIPME", "yes");
      redis.call("FLUSHALL");
      redis.call("SCRIPT", "FLUSH");
      if (major(redis) >= WITH_FUNCTIONS) {
        redis.call("FUNCTION", "FLUSH");
      }
    }
  }

  @Override
  public String state() throws IOException {
    try (RedisConnection redis = RedisConnection.open(facts)) {
      String settings = redis.call("CONFIG", "GET", "*");
      return Digest.of(
          major(redis) >= WITH_ACCESS_LISTS
              ? settings + "\n" + redis.call("ACL", "LIST")
              : settings);
    }
  }

  private static int major(RedisConnection redis) throws IOException {
    Matcher version = VERSION.matcher(redis.call("INFO", "server"));
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }

  @Override
  public void close() {}
}
