package shop.customers;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import shop.storage.RedisSpace;

/** Who is logged in; a session ends when it is not used for a while. */
public final class SessionStore {
  private final SecureRandom random = new SecureRandom();
  private final RedisSpace redis;
  private final Duration idle;

  public SessionStore(RedisSpace redis, Duration idle) {
    this.redis = redis;
    this.idle = idle;
  }

  public String open(long customerId) {
    String token = new BigInteger(160, random).toString(36);
    redis.put("session:" + token, String.valueOf(customerId), idle);
    return token;
  }

  /** The customer of the session; asking keeps it alive. */
  public Optional<Long> customer(String token) {
    return redis.touch("session:" + token, idle).map(Long::valueOf);
  }

  public void close(String token) {
    redis.remove("session:" + token);
  }
}
