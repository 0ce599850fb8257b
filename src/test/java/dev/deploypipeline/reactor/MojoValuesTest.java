package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MojoValuesTest {

  private static MojoValues values(String name, String... texts) {
    return new MojoValues(new TreeMap<>(Map.of(name, List.of(texts))), Optional.empty());
  }

  @Test
  void propertiesThatSurefirePutsInLateCountAsTheyAreNow() {
    Properties properties = new Properties();
    properties.setProperty("argLine", "-javaagent:a$1.jar");

    assertThat(values("argLine", "@{argLine} -Xmx1g @{none}").withLate(properties).text("argLine"))
        .contains("-javaagent:a$1.jar -Xmx1g @{none}");
  }

  @Test
  void theOnlyValueIsTold() {
    assertThat(values("skip", "true").isTrue("skip")).isTrue();
    assertThat(values("skip", "true", "true").isTrue("skip")).isFalse();
    assertThat(values("skip", "false").isTrue("skip")).isFalse();
    assertThat(values("skip", "true").isTrue("other")).isFalse();
  }

  @Test
  void pathsAreThoseOfTheModuleWhateverTheirPlaceInTheParameter() {
    assertThat(values("roots", "[0]=src/a", "[1]=/x/../b").paths("roots", Path.of("/m")))
        .containsExactly(Path.of("/m/src/a"), Path.of("/b"));
  }
}
