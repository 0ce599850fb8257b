package dev.deploypipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the package table of {@code docs/design.md}, and shows on {@link dev.deploypipeline.fixture
 * a small wrong design} that each rule can fail.
 */
class ArchitectureTest {

  private static final Path BASE =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
  private static final int LINES = 300;

  @Nested
  class OfTheProject {
    private final ArchitectureRules rules = new ArchitectureRules("dev.deploypipeline");
    private final JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("HelpMojo")) // generated
            .importPath(BASE.resolve("target/classes"));

    @Test
    void packagesImportWhatTheTableAllows() {
      rules.packageTable().forEach(rule -> rule.check(classes));
    }

    @Test
    void everyClassIsInAPackageOfTheTable() {
      rules.onlyPackagesOfTheTable().check(classes);
    }

    @Test
    void theModelAndTheSchedulerNeedTheJdkOnly() {
      rules.jdkOnly().check(classes);
    }

    @Test
    void onlyTheEdgesKnowMaven() {
      rules.mavenTypesAtTheEdgeOnly().check(classes);
    }

    @Test
    void packagesFormNoCycle() {
      rules.noCycles().check(classes);
    }

    @Test
    void staticFieldsNeverChange() {
      rules.noStaticMutableState().check(classes);
    }

    @Test
    void packagesAreNamedAfterTheirRole() {
      rules.noVagueNames().check(classes);
    }

    @Test
    void everyPackageStatesItsRoleAndImports() throws IOException {
      assertThat(new SourceTree(BASE.resolve("src/main/java")).packagesWithoutStatement())
          .as("packages whose package-info.java is missing or has no \"May use:\"")
          .isEmpty();
    }

    @Test
    void everyFileIsShort() throws IOException {
      for (String sources : List.of("src/main/java", "src/test/java")) {
        assertThat(new SourceTree(BASE.resolve(sources)).filesOfAtLeast(LINES))
            .as("files of %s lines and more; split them by role", LINES)
            .isEmpty();
      }
    }
  }

  @Nested
  class OfAWrongDesign {
    private final ArchitectureRules rules = new ArchitectureRules("dev.deploypipeline.fixture");
    private final JavaClasses classes =
        new ClassFileImporter().importPackages("dev.deploypipeline.fixture");

    @Test
    void anImportThatTheTableLacksIsFound() {
      assertThat(rules.packageTable().map(this::violations).collect(Collectors.joining("\n")))
          .contains("schedule may import")
          .contains("fixture.schedule.ImpatientPlan")
          .contains("fixture.config.LoopedSettings")
          .doesNotContain("pool may import");
    }

    @Test
    void anUnknownPackageIsFound() {
      assertThat(violations(rules.onlyPackagesOfTheTable()))
          .contains("fixture.util.Odds")
          .doesNotContain("fixture.pool.ForgetfulPool>");
    }

    @Test
    void aLibraryInTheModelIsFound() {
      assertThat(violations(rules.jdkOnly()))
          .contains("fixture.model.LeakyWord")
          .contains("fixture.schedule.ImpatientPlan")
          .doesNotContain("fixture.pool.ForgetfulPool");
    }

    @Test
    void aMavenTypeBehindTheEdgeIsFound() {
      assertThat(violations(rules.mavenTypesAtTheEdgeOnly()))
          .contains("fixture.pool.ForgetfulPool")
          .contains("org.apache.maven.execution.MavenSession");
    }

    @Test
    void aCycleIsFound() {
      assertThat(violations(rules.noCycles())).contains("Slice config").contains("Slice schedule");
    }

    @Test
    void changingStaticStateIsFound() {
      assertThat(violations(rules.noStaticMutableState()))
          .contains("ForgetfulPool.leases")
          .contains("ForgetfulPool.NAMES")
          .contains("ForgetfulPool.SERVED")
          .doesNotContain("ForgetfulPool.LIMIT")
          .doesNotContain("ForgetfulPool.KINDS");
    }

    @Test
    void aVagueNameIsFound() {
      assertThat(violations(rules.noVagueNames())).contains("fixture.util.Odds");
    }

    private String violations(ArchRule rule) {
      var result = rule.evaluate(classes);
      return result.hasViolation() ? result.getFailureReport().toString() : "";
    }
  }

  @Nested
  class OfFiles {
    @TempDir private Path root;

    @Test
    void aPackageWithoutStatementIsFound() throws IOException {
      write("good/package-info.java", "/** May use: nothing. */");
      write("good/Good.java", "");
      write("silent/package-info.java", "/** Its role. */");
      write("bare/Bare.java", "");

      assertThat(new SourceTree(root).packagesWithoutStatement())
          .containsExactly(Path.of("bare"), Path.of("silent"));
    }

    @Test
    void aLongFileIsFound() throws IOException {
      write("a/Short.java", lines(LINES - 1));
      write("a/Long.java", lines(LINES));
      write("a/long.txt", lines(LINES));

      assertThat(new SourceTree(root).filesOfAtLeast(LINES))
          .containsExactly(Path.of("a", "Long.java"));
    }

    private static String lines(int count) {
      return Stream.iterate("//", line -> line).limit(count).collect(Collectors.joining("\n"));
    }

    private void write(String file, String text) throws IOException {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    }
  }
}
