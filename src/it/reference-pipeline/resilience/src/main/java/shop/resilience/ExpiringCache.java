package shop.resilience;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Least-recently-used cache whose entries also die of age. Not meant for slow loaders: it loads
 * under its lock.
 */
public final class ExpiringCache<K, V> {

  private record Entry<V>(V value, long loadedAt) {}

  private final long ttlNanos;
  private final LinkedHashMap<K, Entry<V>> entries;
  private long hits;
  private long loads;

  public ExpiringCache(int capacity, Duration ttl) {
    this.ttlNanos = ttl.toNanos();
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Entry<V>> eldest) {
            return size() > capacity;
          }
        };
  }

  public synchronized V get(K key, Function<? super K, ? extends V> loader) {
    long now = System.nanoTime();
    Entry<V> entry = entries.get(key);
    if (entry != null && now - entry.loadedAt < ttlNanos) {
      hits++;
      return entry.value;
    }
    V value = loader.apply(key);
    loads++;
    entries.put(key, new Entry<>(value, now));
    return value;
  }

  public synchronized int size() {
    entries.values().removeIf(e -> System.nanoTime() - e.loadedAt >= ttlNanos);
    return entries.size();
  }

  public synchronized double hitRate() {
    return hits + loads == 0 ? 0 : (double) hits / (hits + loads);
  }
}
