package shop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.model.Money;
import shop.model.Sku;
import shop.storage.TestServers;

class CachedCatalogIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Product HOSE =
      new Product(Sku.of("HO", 1), "Hose, \"green\"", "garden", Money.eur(1999), 900);

  private final AtomicInteger asked = new AtomicInteger();

  private CachedCatalog catalog(Duration timeToLive) {
    SERVERS.redis().clear();
    return new CachedCatalog(
        SERVERS.redis(),
        sku -> {
          asked.incrementAndGet();
          return Optional.of(HOSE).filter(p -> p.sku().equals(sku));
        },
        timeToLive);
  }

  @Test
  void asksTheSourceOnce() {
    CachedCatalog catalog = catalog(Duration.ofMinutes(1));
    for (int i = 0; i < 500; i++) {
      assertThat(catalog.find(HOSE.sku())).contains(HOSE);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void remembersWhatDoesNotExist() {
    CachedCatalog catalog = catalog(Duration.ofMinutes(1));
    assertThat(catalog.find(Sku.of("XX", 9))).isEmpty();
    assertThat(catalog.find(Sku.of("XX", 9))).isEmpty();
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksAgainAfterEviction() {
    CachedCatalog catalog = catalog(Duration.ofMinutes(1));
    catalog.find(HOSE.sku());
    catalog.evict(HOSE.sku());
    catalog.find(HOSE.sku());
    assertThat(asked).hasValue(2);
  }

  @Test
  void asksAgainWhenTheEntryHasExpired() {
    CachedCatalog catalog = catalog(Duration.ofMillis(400));
    catalog.find(HOSE.sku());
    TestServers.await(
        "expiry of the cached product",
        () -> {
          catalog.find(HOSE.sku());
          return asked.get() == 2;
        });
  }
}
