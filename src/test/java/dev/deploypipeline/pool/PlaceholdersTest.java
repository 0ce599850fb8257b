package dev.deploypipeline.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  private static final ConnectionFacts POSTGRES =
      ConnectionFacts.postgres("127.0.0.1", 5433, "me", "p$1", "shop");
  private static final ConnectionFacts REDIS = ConnectionFacts.redis("127.0.0.1", 6380);

  @Test
  void everyFactOfPostgresIsFilledIn() {
    assertThat(
            Placeholders.render(
                "db",
                "${jdbcUrl} ${host} ${port} ${username} ${password} ${database} ${uri}",
                POSTGRES))
        .isEqualTo(
            "jdbc:postgresql://127.0.0.1:5433/shop 127.0.0.1 5433 me p$1 shop postgresql://me:p$1@127.0.0.1:5433/shop");
  }

  @Test
  void theAtSignWorksWhereMavenWouldReplaceTheDollarSign() {
    assertThat(Placeholders.render("db", "port=@{port}", POSTGRES)).isEqualTo("port=5433");
  }

  @Test
  void anUnknownPlaceholderIsNamedWithTheKnownOnes() {
    assertThatThrownBy(() -> Placeholders.check("db", "x${jdbcURL}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("service db: unknown placeholder '${jdbcURL}' in 'x${jdbcURL}'")
        .hasMessageContaining("${jdbcUrl} ${host}");
  }

  @Test
  void aFactThatTheServerDoesNotHaveIsNamedWithThoseItHas() {
    assertThatThrownBy(() -> Placeholders.render("cache", "${jdbcUrl}", REDIS))
        .hasMessageContaining("service cache has no '${jdbcUrl}'")
        .hasMessageContaining("${host} ${port} ${database} ${uri}");
  }

  @Test
  void factsPrintTheirNamesButNotThePassword() {
    assertThat(POSTGRES.toString()).contains("password").doesNotContain("p$1");
  }
}
