package it;

import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

final class Postgres {

  private Postgres() {}

  static JdbcDatabaseContainer<?> container() {
    return new PostgreSQLContainer("postgres:15");
  }
}
