package shop.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();

  private final Database database = SERVERS.database();

  @BeforeEach
  void startEmpty() {
    database.inTransaction(
        sql -> {
          sql.execute("DROP TABLE IF EXISTS migration, thing");
          return null;
        });
  }

  @Test
  void appliesEachScriptOnce() {
    assertThat(new Migrations(MigrationsIT.class, "first.sql").apply(database)).isEqualTo(1);
    Migrations both = new Migrations(MigrationsIT.class, "first.sql", "second.sql");
    assertThat(both.apply(database)).isEqualTo(1);
    assertThat(both.apply(database)).isZero();
    String name =
        database.inTransaction(
            sql ->
                sql.one("SELECT name FROM thing WHERE price = 0", row -> row.getString(1))
                    .orElseThrow());
    assertThat(name).isEqualTo("one;two");
  }

  @Test
  void processesThatStartTogetherTakeTurns() throws Exception {
    Migrations migrations = new Migrations(MigrationsIT.class, "first.sql", "second.sql");
    ExecutorService threads = Executors.newFixedThreadPool(6);
    Callable<Integer> apply = () -> migrations.apply(database);
    int applied = 0;
    for (Future<Integer> result :
        threads.invokeAll(List.of(apply, apply, apply, apply, apply, apply))) {
      applied += result.get();
    }
    threads.shutdown();
    assertThat(applied).isEqualTo(2);
  }

  @Test
  void aMissingScriptIsNamed() {
    assertThatThrownBy(() -> new Migrations(MigrationsIT.class, "third.sql").apply(database))
        .hasMessageContaining("No script 'third.sql'");
  }
}
