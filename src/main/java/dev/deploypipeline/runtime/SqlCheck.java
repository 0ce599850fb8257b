package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.pool.ConnectionFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** That a statement succeeds. */
final class SqlCheck implements ReadinessCheck {

  private static final int STATEMENT_SECONDS = 10;

  private final Readiness.Sql sql;
  private final ConnectionFacts facts;
  private String problem = "was not executed";

  SqlCheck(Readiness.Sql sql, ConnectionFacts facts) {
    this.sql = sql;
    this.facts = facts;
  }

  @Override
  public boolean met() {
    String database = facts.values().get("database");
    try (Connection connection = new PostgresAdmin(facts).connect(database);
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(STATEMENT_SECONDS);
      statement.execute(sql.statement());
      return true;
    } catch (SQLException e) {
      problem = "fails: " + e.getMessage();
      return false;
    }
  }

  @Override
  public String shortfall() {
    return "'" + sql.statement() + "' " + problem;
  }
}
