package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.fork.LeaseAgent;
import dev.deploypipeline.reactor.PoolSession;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.TestExecutionListener;

/**
 * When the feeder asks for the services: they fail to start here, so that asking shows as an
 * exception.
 */
@Timeout(20)
class TestMojoFeederTest {

  @TempDir private Path testClasses;

  private final MojoEnds ends = new MojoEnds();
  private final MavenSession session = session();
  private final FakeTestMojo mojo = new FakeTestMojo();

  @Test
  void aTestMojoWaitsForTheServices() {
    declareAServiceThatFails();
    mojo.classes = testClasses.toFile();
    assertThatThrownBy(() -> before("maven-surefire-plugin", "test", mojo))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("service cache (image redis:7) could not be started: no binaries");
  }

  @Test
  void whoGetsNoLeaseEndsWhatOthersDoAtTheEndOfTheMojoNeither() {
    declareAServiceThatFails();
    mojo.classes = testClasses.toFile();
    MojoExecution execution = execution("maven-surefire-plugin", "test");
    List<String> ended = new ArrayList<>();
    ends.atEnd(new MojoExecutionEvent(session, null, execution, mojo), () -> ended.add("theirs"));
    assertThatThrownBy(() -> before(execution, mojo)).isInstanceOf(MojoExecutionException.class);
    assertThat(ended).isEmpty();
  }

  @Test
  void skippedTestsDoNotWait() throws Exception {
    declareAServiceThatFails();
    mojo.classes = testClasses.toFile();
    mojo.skip = true;
    before("maven-failsafe-plugin", "integration-test", mojo);
    assertThat(mojo.variables).isNull();
  }

  @Test
  void aModuleWithoutTestClassesDoesNotWait() throws Exception {
    declareAServiceThatFails();
    mojo.classes = testClasses.resolve("absent").toFile();
    before("maven-surefire-plugin", "test", mojo);
    assertThat(mojo.variables).isNull();
  }

  @Test
  void otherMojosDoNotWait() throws Exception {
    declareAServiceThatFails();
    mojo.classes = testClasses.toFile();
    before("maven-compiler-plugin", "compile", mojo);
    before("maven-failsafe-plugin", "verify", mojo);
    assertThat(mojo.variables).isNull();
  }

  @Test
  void withoutServicesAnyMojoIsLeftAlone() throws Exception {
    before("maven-surefire-plugin", "test", new PlainMojo());
  }

  @Test
  void aPluginThatCannotTakeThePropertiesIsNamed() {
    declareAServiceThatFails();
    assertThatThrownBy(() -> before("maven-surefire-plugin", "test", new PlainMojo()))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("maven-surefire-plugin")
        .hasMessageContaining("getTestClassesDirectory");
  }

  @Test
  void theAgentComesBehindTheArgumentsThatAreThere() throws Exception {
    Path jar = Path.of("/a dir/fork.jar");
    new TestMojo(mojo).addAgent(jar, Path.of("/a dir/file"));
    assertThat(mojo.argLine).isEqualTo("\"-javaagent:/a dir/fork.jar=/a dir/file\"");
    mojo.argLine = "@{argLine} -Xmx1g";
    new TestMojo(mojo).addAgent(jar, Path.of("/f"));
    assertThat(mojo.argLine).isEqualTo("@{argLine} -Xmx1g \"-javaagent:/a dir/fork.jar=/f\"");
  }

  @Test
  void theJarComesBehindTheClassPathElementsThatAreThere() throws Exception {
    mojo.elements = new String[] {"/mine.jar"};
    new TestMojo(mojo).addToClassPath(Path.of("/fork.jar"));
    assertThat(mojo.elements).containsExactly("/mine.jar", "/fork.jar");
  }

  @Test
  void testsInMavensOwnJvmDoNotFork() throws Exception {
    assertThat(new TestMojo(mojo).forks()).isTrue();
    mojo.forkCount = "0";
    assertThat(new TestMojo(mojo).forks()).isFalse();
  }

  @Test
  void theVariablesThatTheUserSetAreKnown() throws Exception {
    assertThat(new TestMojo(mojo).environmentOfTheUser()).isEmpty();
    mojo.environment = Map.of("DB_URL", "mine");
    assertThat(new TestMojo(mojo).environmentOfTheUser()).containsExactly("DB_URL");
  }

  @Test
  void theForksJarHoldsTheAgentAndTheListenerForOldJvmsToo() throws Exception {
    Path jar = testClasses.resolve("fork.jar");
    ForkKit.writeJar(jar);
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.getManifest().getMainAttributes().getValue("Premain-Class"))
          .isEqualTo("dev.deploypipeline.fork.LeaseAgent");
      List<JarEntry> classes =
          file.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
      assertThat(classes)
          .extracting(entry -> Path.of(entry.getName()).getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(compiledForForks());
      for (JarEntry entry : classes) {
        try (DataInputStream code = new DataInputStream(file.getInputStream(entry))) {
          code.skipNBytes(6);
          assertThat(code.readUnsignedShort()).as(entry.getName()).isEqualTo(52); // Java 8
        }
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
      assertThat(ServiceLoader.load(TestExecutionListener.class, loader))
          .extracting(listener -> listener.getClass().getSimpleName())
          .contains("ClassLeaseListener");
    }
  }

  /** The names of what the compiler made of the package, which the jar must hold all of. */
  private static List<String> compiledForForks() throws Exception {
    Path classes =
        Path.of(LeaseAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(classes.resolve("dev/deploypipeline/fork"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("package-info.class"))
          .toList();
    }
  }

  @Test
  void whatTheUserSetForAKeyWins() throws Exception {
    mojo.variables = Map.of("db.url", "mine");
    new TestMojo(mojo).addProperties(Map.of("db.url", "ours", "db.port", "1"));
    assertThat(mojo.variables).containsOnly(Map.entry("db.url", "mine"), Map.entry("db.port", "1"));
  }

  private void declareAServiceThatFails() {
    PoolSession.of(session)
        .configure(
            List.of(
                ServiceSettingsBuilder.service("cache", "redis:7").provider("embedded").build()),
            PoolSettings.defaults(),
            (groupId, artifactId, version) -> {
              throw new IOException("no binaries");
            },
            Path.of(""));
  }

  private void before(String artifactId, String goal, Mojo target) throws MojoExecutionException {
    before(execution(artifactId, goal), target);
  }

  private void before(MojoExecution execution, Mojo target) throws MojoExecutionException {
    new TestMojoFeeder(ends).feed(new MojoExecutionEvent(session, null, execution, target));
  }

  private static MojoExecution execution(String artifactId, String goal) {
    Plugin plugin = new Plugin();
    plugin.setArtifactId(artifactId);
    return new MojoExecution(plugin, goal, "default");
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private static MavenSession session() {
    return new MavenSession(
        null,
        new DefaultRepositorySystemSession(),
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult());
  }

  /** A mojo with none of the properties. */
  public static final class PlainMojo extends AbstractMojo {
    @Override
    public void execute() {}
  }

  /** Looks like Surefire's as far as the feeder cares. */
  public static final class FakeTestMojo extends AbstractMojo {
    private boolean skip;
    private File classes;
    private Map<String, String> variables;
    private Map<String, String> environment;
    private String argLine;
    private String[] elements;
    private String forkCount = "1";

    /** As Surefire's. */
    public boolean isSkipTests() {
      return skip;
    }

    /** As Surefire's. */
    public File getTestClassesDirectory() {
      return classes;
    }

    /** As Surefire's. */
    public Map<String, String> getSystemPropertyVariables() {
      return variables;
    }

    /** As Surefire's. */
    public void setSystemPropertyVariables(Map<String, String> systemPropertyVariables) {
      variables = systemPropertyVariables;
    }

    /** As Surefire's. */
    public Map<String, String> getEnvironmentVariables() {
      return environment;
    }

    /** As Surefire's. */
    public String getArgLine() {
      return argLine;
    }

    /** As Surefire's. */
    public void setArgLine(String argLine) {
      this.argLine = argLine;
    }

    /** As Surefire's. */
    public String[] getAdditionalClasspathElements() {
      return elements;
    }

    /** As Surefire's. */
    public void setAdditionalClasspathElements(String[] additionalClasspathElements) {
      elements = additionalClasspathElements;
    }

    /** As Surefire's. */
    public String getForkCount() {
      return forkCount;
    }

    @Override
    public void execute() {}
  }
}
