package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.keep.KeptServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptTableTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:30:00Z");

  private static KeptRecord record(String service, String image, Duration age) {
    return new KeptRecord(
        "1d",
        "/work/shop",
        service,
        "embedded",
        image,
        "what runs",
        Map.of("host", "127.0.0.1", "port", "4711", "password", "s3cret"),
        "",
        "",
        NOW.minus(age));
  }

  private static final KeptServer IDLE =
      new KeptServer(
          record("db", "postgres:15", Duration.ofMinutes(42)),
          Optional.empty(),
          List.of(),
          Optional.of(NOW.minusSeconds(18 * 60)),
          Duration.ofMinutes(30));

  private static final KeptServer USED =
      new KeptServer(
          record("cache", "redis:7", Duration.ofHours(3)),
          Optional.of(77L),
          List.of("surefire:test (default-test) @ shop"),
          Optional.empty(),
          Duration.ofMinutes(30));

  @Test
  void serversAreShownInColumnsWithoutPassword() {
    assertThat(String.join("\n", KeptTable.of(List.of(USED, IDLE), false, NOW)))
        .isEqualTo(
            """
            service  provider  address         image        age     idle    leases                               owner
            cache    embedded  127.0.0.1:4711  redis:7      3 h     -       surefire:test (default-test) @ shop  in use by pid 77
            db       embedded  127.0.0.1:4711  postgres:15  42 min  18 min  -                                    idle, stops in 12 min""");
  }

  @Test
  void serversOfAllProjectsAreShownWithTheirs() {
    assertThat(KeptTable.of(List.of(IDLE), true, NOW).get(1))
        .endsWith("idle, stops in 12 min  /work/shop");
  }

  @Test
  void aServerWhoseTimeIsOverStopsNow() {
    assertThat(KeptTable.of(List.of(IDLE), false, NOW.plus(Duration.ofHours(1))).get(1))
        .endsWith("stops in 0 s");
  }
}
