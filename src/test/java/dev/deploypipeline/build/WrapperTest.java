package dev.deploypipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.build.WrapperProject.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code mvnw} as a new machine would: another home, another PATH, a Maven never seen. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "mvnw is a POSIX script")
class WrapperTest {
  /** The fake Maven prints its arguments and exits with 7. */
  private static final Result MAVEN_RAN = new Result(7, "<-f>\n<a pom.xml>\n");

  private static final String WRONG_SUM = "0".repeat(128);

  @TempDir private Path folder;
  private WrapperProject project;
  private Path dotM2;

  @BeforeEach
  void createProject() throws IOException {
    project = new WrapperProject(folder);
    dotM2 = project.home.resolve(".m2");
  }

  @Test
  void downloadsWithCurlAndRunsWithTheGivenArguments() throws Exception {
    project.link("curl");

    assertInstalls("downloading " + project.url());
  }

  @Test
  void downloadsWithTheJdkAloneWhereNothingElseIsThere() throws Exception {
    assertInstalls("downloading " + project.url());
  }

  @Test
  void downloadsWithTheNextToolWhereOneFails() throws Exception {
    project.command("curl", "echo curl is broken >&2; exit 22");
    project.command("wget", "cp '" + project.zip + "' \"$3\"");

    assertInstalls("downloading " + project.url());
  }

  @Test
  void runsWhatIsAlreadyThereWithoutFetching() throws Exception {
    project.run();
    Files.delete(project.zip);

    assertThat(project.run("-f", "a pom.xml")).isEqualTo(MAVEN_RAN);
  }

  @Test
  void usesTheFolderNameOfOtherWrappers() throws Exception {
    String url = "https://example.org/apache-maven-9.9.9-bin.zip";
    project.properties(url, WRONG_SUM);
    Path bin = WrapperProject.dists(dotM2).resolve(Integer.toHexString(url.hashCode()) + "/bin");
    WrapperProject.executable(bin.resolve("mvn"), "echo found");

    assertThat(project.run()).isEqualTo(new Result(0, "found\n"));
  }

  @Test
  void letsTheMavenOnPathCopyFromTheRepositoriesOfTheUser() throws Exception {
    project.properties("https://invalid.invalid/apache-maven-9.9.9-bin.zip", sum());
    project.command("mvn", fakeMvn(project.zip));

    assertInstalls("mvn on PATH copies");
    assertThat(project.home.resolve("arguments"))
        .content()
        .contains("-B")
        .containsPattern("maven-dependency-plugin:[0-9.]+:copy")
        .contains("-Dartifact=org.apache.maven:apache-maven:9.9.9:zip:bin");
  }

  @Test
  void downloadsWhereTheMavenOnPathCannotCopy() throws Exception {
    project.command("mvn", "echo no such artifact; exit 1");

    assertInstalls("downloading " + project.url());
  }

  @Test
  void refusesADownloadWithTheWrongSum() throws Exception {
    project.properties(project.url(), WRONG_SUM);

    assertFails("expected sha512 " + WRONG_SUM, "actual   sha512 " + sum(), "Perhaps you should");
  }

  @Test
  void refusesACopyWithTheWrongSumRatherThanLookElsewhere() throws Exception {
    Path other = Files.writeString(folder.resolve("other.zip"), "another text");
    project.command("mvn", fakeMvn(other));

    assertFails("actual   sha512 " + WrapperProject.sha512(other), "Perhaps you should");
  }

  @Test
  void refusesAnArchiveWithoutMaven() throws Exception {
    Files.writeString(project.zip, "not a zip");
    project.properties(project.url(), sum());

    assertFails("cannot be unpacked", "Perhaps you should");
  }

  @Test
  void tellsWhatEachSourceSaidWhereNoneHasTheArchive() throws Exception {
    Files.delete(project.zip);
    project.command("mvn", "echo no such artifact; exit 1");

    assertFails("no such artifact", "Could not download " + project.url(), "Perhaps you should");
  }

  @Test
  void severalRunsAtOnceShareOneDistribution() throws Exception {
    List<Process> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(project.start("-f", "a pom.xml"));
    }

    for (Process run : runs) {
      Result result = Result.of(run);
      assertThat(result.code()).as(result.output()).isEqualTo(7);
    }
    assertThat(WrapperProject.left(dotM2)).hasSize(1);
  }

  @Test
  void honoursMavenUserHome() throws Exception {
    Path elsewhere = folder.resolve("else where");
    project.environment("MAVEN_USER_HOME", elsewhere.toString());

    assertThat(project.run().code()).isEqualTo(7);
    assertThat(WrapperProject.left(elsewhere)).hasSize(1);
    assertThat(dotM2).doesNotExist();
  }

  @Test
  void fallsBackToTheHomeOfJavaWhereHomeIsUnsetOrEmpty() throws Exception {
    project.environment("JAVA_TOOL_OPTIONS", "-Duser.home=" + folder.resolve("java-home"));
    for (String home : new String[] {null, ""}) {
      project.environment("HOME", home);

      assertThat(project.run().code()).isEqualTo(7);
    }
    assertThat(WrapperProject.left(folder.resolve("java-home/.m2"))).hasSize(1);
  }

  @Test
  void findsTheJdkOnPath() throws Exception {
    project.environment("JAVA_HOME", null);
    project.environment("PATH", project.commands + ":" + System.getProperty("java.home") + "/bin");

    assertThat(project.run().code()).isEqualTo(7);
  }

  @Test
  void wantsAJdk() throws Exception {
    project.environment("JAVA_HOME", null);

    assertFails("No JDK", "Perhaps you should install a JDK 17");
  }

  @Test
  void wantsJavaHomeToExist() throws Exception {
    project.environment("JAVA_HOME", "/no such jdk");

    assertFails("JAVA_HOME is /no such jdk", "Perhaps you should");
  }

  @Test
  void wantsACompiler() throws Exception {
    fakeJdk("17.0.1");
    Files.delete(folder.resolve("a jdk/bin/javac"));

    assertFails("without a compiler", "Perhaps you should");
  }

  @Test
  void wantsAJdkThatIsNewEnough() throws Exception {
    for (String version : List.of("1.8.0_392", "11.0.22", "16")) {
      fakeJdk(version);

      assertFails("Java " + version + " at", "is too old", "Perhaps you should");
    }
  }

  @Test
  void theProjectNamesADistributionAndItsSum() throws IOException {
    Path base = Path.of(System.getProperty("basedir", System.getProperty("user.dir")));

    assertThat(base.resolve(".mvn/wrapper/maven-wrapper.properties"))
        .content()
        .containsPattern(
            "(?m)^distributionUrl=https://archive\\.apache\\.org/dist/maven/.*-bin\\.zip$")
        .containsPattern("(?m)^distributionSha512Sum=[0-9a-f]{128}$");
  }

  private void assertInstalls(String message) throws Exception {
    Result result = project.run("-f", "a pom.xml");

    assertThat(result.output()).contains(message).endsWith(MAVEN_RAN.output());
    assertThat(result.code()).isEqualTo(MAVEN_RAN.code());
    assertThat(WrapperProject.left(dotM2)).hasSize(1);
  }

  private void assertFails(String... messages) throws Exception {
    Result result = project.run();

    assertThat(result.output()).contains(messages);
    assertThat(result.code()).isEqualTo(1);
    assertThat(WrapperProject.left(dotM2)).isEmpty();
  }

  private void fakeJdk(String version) throws IOException {
    Path jdk = folder.resolve("a jdk");
    WrapperProject.executable(jdk.resolve("bin/java"), "exit 99");
    WrapperProject.executable(jdk.resolve("bin/javac"), "exit 99");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n", UTF_8);
    project.environment("JAVA_HOME", jdk.toString());
  }

  /** A Maven that notes its arguments and copies {@code archive} to where it is told. */
  private String fakeMvn(Path archive) {
    return """
        echo "$*" >"$HOME/arguments"
        for argument; do
          case $argument in -DoutputDirectory=*) out=${argument#*=} ;; esac
        done
        mkdir -p "$out" && cp '%s' "$out/apache-maven-9.9.9-bin.zip"
        """
        .formatted(archive);
  }

  private String sum() throws IOException {
    return WrapperProject.sha512(project.zip);
  }
}
