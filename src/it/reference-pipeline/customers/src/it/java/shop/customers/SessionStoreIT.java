package shop.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.storage.TestServers;

class SessionStoreIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();

  @Test
  void aSessionKnowsItsCustomer() {
    SessionStore sessions = new SessionStore(SERVERS.redis(), Duration.ofMinutes(5));
    assertThat(sessions.customer(sessions.open(42))).contains(42L);
    assertThat(sessions.customer("no such token")).isEmpty();
  }

  @Test
  void aClosedSessionIsGone() {
    SessionStore sessions = new SessionStore(SERVERS.redis(), Duration.ofMinutes(5));
    String token = sessions.open(42);
    sessions.close(token);
    assertThat(sessions.customer(token)).isEmpty();
  }

  @Test
  void anIdleSessionEndsByItself() {
    SessionStore sessions = new SessionStore(SERVERS.redis(), Duration.ofMillis(600));
    String token = sessions.open(42);
    TestServers.await(
        "the session to end", () -> SERVERS.redis().get("session:" + token).isEmpty());
    assertThat(sessions.customer(token)).isEmpty();
  }

  @Test
  void tokensDoNotRepeat() {
    SessionStore sessions = new SessionStore(SERVERS.redis(), Duration.ofSeconds(30));
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      tokens.add(sessions.open(i));
    }
    assertThat(tokens).hasSize(1_000);
  }
}
