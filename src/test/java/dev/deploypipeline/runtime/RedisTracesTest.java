package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.pool.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a build leaves on a real Redis. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class RedisTracesTest {

  private static final Path CACHE = Path.of("target", "embedded-cache").toAbsolutePath();

  private Server server;
  private RedisConnection redis;
  private RedisTraces traces;
  private String fresh;

  @BeforeEach
  void begin() throws Exception {
    server =
        EmbeddedServers.runtime(new ClassPathArtifacts(), CACHE, finding -> {})
            .start(ServiceSettingsBuilder.service("cache", "redis:7").build());
    traces = new RedisTraces(server.facts());
    fresh = traces.state();
    redis = RedisConnection.open(server.facts());
  }

  @AfterEach
  void end() throws Exception {
    redis.close();
    server.close();
  }

  @Test
  void keysScriptsAndFunctionsAreRemovedAndConnectionsEnded() throws Exception {
    redis.call("SELECT", "9");
    redis.call("SET", "visitor", "me");
    String script = redis.call("SCRIPT", "LOAD", "return 1");
    redis.call(
        "FUNCTION",
        "LOAD",
        "#!lua name=lib\nredis.register_function('f', function() return 1 end)");

    traces.remove();

    assertThat(traces.state()).isEqualTo(fresh);
    try (RedisConnection after = RedisConnection.open(server.facts())) {
      assertThat(after.call("INFO", "keyspace")).doesNotContain("db9");
      assertThat(after.call("SCRIPT", "EXISTS", script)).isEqualTo("0");
      assertThat(after.call("FUNCTION", "LIST")).isEmpty();
      assertThat(after.call("CLIENT", "LIST").lines()).hasSize(1);
    }
  }

  @Test
  void aChangedSettingIsSeen() throws Exception {
    redis.call("CONFIG", "SET", "maxmemory", "100mb");
    assertThat(traces.state()).isNotEqualTo(fresh);
  }

  @Test
  void aNewUserIsSeen() throws Exception {
    redis.call("ACL", "SETUSER", "intruder", "on", ">secret", "+@all");
    assertThat(traces.state()).isNotEqualTo(fresh);
  }
}
