package shop.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();

  private final Database database = SERVERS.database();

  @BeforeEach
  void createAccounts() {
    database.inTransaction(
        sql -> {
          sql.execute("DROP TABLE IF EXISTS account");
          sql.execute(
              "CREATE TABLE account (id int PRIMARY KEY, cents bigint NOT NULL CHECK (cents >="
                  + " 0))");
          List<Object[]> rows = new ArrayList<>();
          for (int id = 0; id < 10; id++) {
            rows.add(new Object[] {id, 1000L});
          }
          return sql.batch("INSERT INTO account VALUES (?, ?)", rows);
        });
  }

  private long sum() {
    return database.inTransaction(
        sql -> sql.one("SELECT sum(cents) FROM account", row -> row.getLong(1)).orElseThrow());
  }

  private static Integer transfer(Sql sql, int from, int to, long cents)
      throws java.sql.SQLException {
    sql.update("UPDATE account SET cents = cents - ? WHERE id = ?", cents, from);
    return sql.update("UPDATE account SET cents = cents + ? WHERE id = ?", cents, to);
  }

  @Test
  void aFailedTransactionLeavesNothingBehind() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    sql -> {
                      sql.update("UPDATE account SET cents = 1 WHERE id = 1");
                      return sql.update("UPDATE account SET cents = -1 WHERE id = 2");
                    }))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("violates check constraint");
    assertThat(sum()).isEqualTo(10_000);
  }

  @Test
  void theConnectionIsUsableAfterAFailure() {
    assertThatThrownBy(() -> database.inTransaction(sql -> sql.update("SELECT nonsense")))
        .isInstanceOf(StorageException.class);
    assertThat(sum()).isEqualTo(10_000);
  }

  @Test
  void deadlocksAreRetriedUntilAllTransfersAreDone() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 400; i++) {
      int from = i % 10;
      int to = (i * 7 + 3) % 10;
      if (from != to) {
        threads.execute(() -> database.retryingConflicts(sql -> transfer(sql, from, to, 1)));
      }
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(sum()).isEqualTo(10_000);
  }

  @Test
  void tablesOfOneSchemaAreInvisibleInAnother() {
    try (Database other = new Database(ShopSettings.fromSystemProperties(), "public", 1)) {
      assertThatThrownBy(
              () -> other.inTransaction(sql -> sql.query("SELECT * FROM account", row -> 1)))
          .hasMessageContaining("does not exist");
    }
  }

  @Test
  void twoRowsWhereOneWasExpectedIsAnError() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    sql -> sql.one("SELECT id FROM account", row -> row.getInt(1))))
        .hasMessageContaining("10 rows where one was expected");
  }
}
