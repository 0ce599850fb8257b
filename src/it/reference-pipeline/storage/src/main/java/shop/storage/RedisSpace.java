package shop.storage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.util.KeyValue;

/** The keys of one owner in a shared Redis server: all of them start with its prefix. */
public final class RedisSpace implements AutoCloseable {
  private final RedisClient redis;
  private final String prefix;

  public RedisSpace(ShopSettings settings, String prefix) {
    this.redis = RedisClient.create(settings.redisHost(), settings.redisPort());
    this.prefix = prefix + ":";
  }

  public void put(String key, String value, Duration timeToLive) {
    redis.set(prefix + key, value, SetParams.setParams().px(timeToLive.toMillis()));
  }

  /** Sets the key only if nobody has; says whether it did. */
  public boolean putIfAbsent(String key, String value, Duration timeToLive) {
    return redis.set(prefix + key, value, SetParams.setParams().nx().px(timeToLive.toMillis()))
        != null;
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(redis.get(prefix + key));
  }

  /** Reads the key and starts its time to live anew. */
  public Optional<String> touch(String key, Duration timeToLive) {
    return redis.pexpire(prefix + key, timeToLive.toMillis()) == 1 ? get(key) : Optional.empty();
  }

  public Duration timeToLive(String key) {
    return Duration.ofMillis(Math.max(0, redis.pttl(prefix + key)));
  }

  public boolean remove(String key) {
    return redis.del(prefix + key) == 1;
  }

  public long increment(String key, long by) {
    return redis.incrBy(prefix + key, by);
  }

  public void push(String queue, String value) {
    redis.lpush(prefix + queue, value);
  }

  /** Takes the oldest value, waiting for one; empty when none came in time. */
  public Optional<String> pop(String queue, Duration maxWait) {
    return Optional.ofNullable(redis.brpop(maxWait.toMillis() / 1000.0, prefix + queue))
        .map(KeyValue::getValue);
  }

  public long length(String queue) {
    return redis.llen(prefix + queue);
  }

  /** Puts a member on a timetable. */
  public void schedule(String timetable, String member, long dueMillis) {
    redis.zadd(prefix + timetable, dueMillis, member);
  }

  public List<String> due(String timetable, long nowMillis) {
    return redis.zrangeByScore(prefix + timetable, 0, nowMillis);
  }

  /** True for the one caller that took the member off. */
  public boolean unschedule(String timetable, String member) {
    return redis.zrem(prefix + timetable, member) == 1;
  }

  public long scheduled(String timetable) {
    return redis.zcard(prefix + timetable);
  }

  /** Runs a script on the server; the keys get the prefix. */
  public Object eval(String script, List<String> keys, List<String> arguments) {
    return redis.eval(script, keys.stream().map(k -> prefix + k).toList(), arguments);
  }

  /** Removes all keys of this space. */
  public long clear() {
    long removed = 0;
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<String> page = redis.scan(cursor, new ScanParams().match(prefix + "*").count(500));
      Set<String> keys = Set.copyOf(page.getResult());
      removed += keys.isEmpty() ? 0 : redis.del(keys.toArray(String[]::new));
      cursor = page.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    return removed;
  }

  @Override
  public void close() {
    redis.close();
  }
}
