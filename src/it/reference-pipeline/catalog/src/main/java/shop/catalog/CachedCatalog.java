package shop.catalog;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import shop.model.Sku;
import shop.storage.RedisSpace;

/**
 * Products by article number through a shared cache; knows for a while, too, which ones do not
 * exist.
 */
public final class CachedCatalog {
  private static final String ABSENT = "-";

  private final RedisSpace redis;
  private final Function<Sku, Optional<Product>> source;
  private final Duration timeToLive;

  public CachedCatalog(
      RedisSpace redis, Function<Sku, Optional<Product>> source, Duration timeToLive) {
    this.redis = redis;
    this.source = source;
    this.timeToLive = timeToLive;
  }

  public Optional<Product> find(Sku sku) {
    Optional<String> cached = redis.get(key(sku));
    if (cached.isPresent()) {
      return cached.filter(c -> !c.equals(ABSENT)).map(Product::fromLine);
    }
    Optional<Product> found = source.apply(sku);
    redis.put(key(sku), found.map(Product::toLine).orElse(ABSENT), timeToLive);
    return found;
  }

  public void evict(Sku sku) {
    redis.remove(key(sku));
  }

  private static String key(Sku sku) {
    return "product:" + sku;
  }
}
