package shop.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  /** As many as in production: the price of a guess is what is being tested. */
  private static final int ITERATIONS = 100_000;

  private final PasswordHash passwords = new PasswordHash(ITERATIONS);

  @Test
  void onlyTheRightPasswordMatches() {
    String hash = passwords.hash("correct horse");
    assertThat(PasswordHash.matches("correct horse", hash)).isTrue();
    assertThat(PasswordHash.matches("Correct horse", hash)).isFalse();
  }

  @Test
  void theSamePasswordNeverHasTheSameHash() {
    Set<String> hashes = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      hashes.add(passwords.hash("correct horse"));
    }
    assertThat(hashes).hasSize(4);
  }

  @Test
  void aHashMadeWithLessEffortIsOutdatedButStillMatches() {
    String old = new PasswordHash(1_000).hash("correct horse");
    assertThat(passwords.isOutdated(old)).isTrue();
    assertThat(passwords.isOutdated(passwords.hash("correct horse"))).isFalse();
    assertThat(PasswordHash.matches("correct horse", old)).isTrue();
  }

  @Test
  void refusesAShortPassword() {
    assertThatThrownBy(() -> passwords.hash("1234567")).hasMessageContaining("this one has 7");
  }
}
