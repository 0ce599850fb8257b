package dev.deploypipeline.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmOptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint",
        "-XX:TieredStopAtLevel=4",
        "-XX:-TieredCompilation",
        "-XX:CompileThreshold=1",
        "-XX:+UseJVMCICompiler",
        "-XX:Flags=/f",
        "-XX:AOTCache=/x.aot",
        "-XX:Tier4InvocationThreshold=9",
        "-XX:+UseGraalJIT",
        "-XX:ReservedCodeCacheSize=64m",
        "-XX:-SegmentedCodeCache",
        "-XX:NonNMethodCodeHeapSize=8m",
        "-XX:-BackgroundCompilation",
        "@/some/options"
      })
  void aChoiceIsFoundAmongOtherOptions(String option) {
    assertThat(JvmOptions.choice("-Xmx1g " + option + " -ea")).contains(option);
    assertThat(JvmOptions.choice(option)).contains(option);
    assertThat(JvmOptions.choice("-Dx=y\n\"" + option + "\"")).contains(option);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-Xmx1g -Xss2m -ea",
        "-Dname=-Xint",
        "-Duser=me@home",
        "@{argLine} -Xmx1g",
        "-javaagent:/jacoco.jar=destfile=/x-XX:-TieredCompilation",
        "-XX:+HeapDumpOnOutOfMemoryError -XX:MaxMetaspaceSize=1g",
        "-XX:+UseParallelGC -XX:ParallelGCThreads=2 -XX:+AggressiveHeap",
        "-Xshare:off -XX:SharedArchiveFile=/x.jsa",
        "--add-opens java.base/java.lang=ALL-UNNAMED"
      })
  void whatChoosesNothingIsNoChoice(String options) {
    assertThat(JvmOptions.choice(options)).isEmpty();
  }
}
