package shop.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

  @Test
  void splitsAtSemicolons() {
    assertThat(SqlScript.statements("SELECT 1; SELECT 2;\n\n"))
        .containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void leavesOutComments() {
    assertThat(SqlScript.statements("-- one; two\nSELECT /* ; */ 1")).containsExactly("SELECT  1");
  }

  @Test
  void aSemicolonInAStringEndsNothing() {
    assertThat(SqlScript.statements("SELECT 'a;''b;', \"c;d\"; SELECT 2")).hasSize(2);
  }

  @Test
  void aFunctionBodyIsOneStatement() {
    String function =
        "CREATE FUNCTION f() RETURNS int AS $body$ BEGIN; RETURN 1; END $body$ LANGUAGE plpgsql";
    assertThat(SqlScript.statements(function + ";SELECT f()"))
        .containsExactly(function, "SELECT f()");
  }

  @Test
  void anOpenStringIsAnError() {
    assertThatThrownBy(() -> SqlScript.statements("SELECT 'abc"))
        .hasMessageContaining("no closing '");
  }

  @Test
  void anyMixOfStatementsComesApartAgain() {
    List<String> kinds =
        List.of(
            "SELECT 1",
            "INSERT INTO t VALUES ('x;y')",
            "DO $$ BEGIN NULL; END $$",
            "SELECT \";\" FROM t");
    Random random = new Random(12);
    for (int i = 0; i < 20_000; i++) {
      List<String> expected = new ArrayList<>();
      StringBuilder script = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        String statement = kinds.get(random.nextInt(kinds.size()));
        expected.add(statement);
        script
            .append(random.nextBoolean() ? "-- it's; a comment\n" : "\n")
            .append(statement)
            .append(';');
      }
      if (!SqlScript.statements(script.toString()).equals(expected)) {
        throw new AssertionError(script);
      }
    }
  }
}
