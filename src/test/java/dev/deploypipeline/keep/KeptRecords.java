package dev.deploypipeline.keep;

import java.time.Instant;
import java.util.Map;

/** Records for tests. */
final class KeptRecords {

  static final Instant CREATED = Instant.parse("2026-11-24T12:00:00Z");

  private KeptRecords() {}

  static KeptRecord of(String service) {
    return new KeptRecord(
        "1d",
        "/work/shop",
        service,
        "embedded",
        "postgres:15",
        "PostgreSQL 15.19.0",
        Map.of("host", "127.0.0.1", "port", "4711", "password", "s3cret"),
        "fresh",
        "state",
        CREATED);
  }
}
