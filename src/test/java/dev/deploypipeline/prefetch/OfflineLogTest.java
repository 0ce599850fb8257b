package dev.deploypipeline.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineLogTest {

  @Test
  void namesEachMissingArtifactOnce() {
    assertThat(
            OfflineLog.missing(
                List.of(
                    "[ERROR] Failed to execute goal x on project y: Cannot access central (https://c/m2) in offline mode and the artifact g:b:jar:1.0 has not been downloaded from it before. -> [Help 1]",
                    "[ERROR] \tCannot access central (https://c/m2) in offline mode and the artifact g:b:jar:1.0 has not been downloaded from it before.",
                    "[WARNING] The POM for g:c:jar:2 is missing, no dependency information available",
                    "[ERROR] dependency: g:d:jar:3 (compile): Could not find artifact g:d:jar:3 in central (https://c/m2), try downloading from https://d",
                    "[ERROR] Could not find artifact g:e:jar:4, and more",
                    "[INFO] The artifact g:f:jar:5 is fine")))
        .containsExactly("g:b:jar:1.0", "g:c:jar:2", "g:d:jar:3", "g:e:jar:4");
  }

  @Test
  void aFailureOfAnotherKindNamesNone() {
    assertThat(OfflineLog.missing(List.of("[ERROR] There are test failures."))).isEmpty();
  }
}
