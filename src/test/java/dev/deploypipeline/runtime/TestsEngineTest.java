package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether tests find the engine that we find. */
class TestsEngineTest {

  private static final String PACKAGE = "org.testcontainers.dockerclient.";

  @TempDir private Path folder;

  private URI socket(String name) throws IOException {
    Path path = folder.resolve(name);
    return URI.create("unix://" + (Files.exists(path) ? path : Files.createFile(path)));
  }

  private TestsEngine tests(boolean named, String strategy, boolean mac) {
    return new TestsEngine(false, named, strategy, mac, folder.resolve("system"));
  }

  @Test
  void anEngineThatIsNamedIsThatOfAllClients() throws IOException {
    assertThat(tests(true, "some.Strategy", true).doubt(socket("x"), List.of(socket("system"))))
        .isEmpty();
  }

  @Test
  void oneThatOnlyTestcontainersIsToldOfIsNot() throws IOException {
    TestsEngine told = new TestsEngine(true, true, "", false, folder.resolve("system"));
    assertThat(told.doubt(socket("x"), List.of(socket("system"))))
        .hasValueSatisfying(doubt -> assertThat(doubt).contains("tc.host"));
  }

  @Test
  void aDockerContextIsFollowedByOthersThanTestcontainers() throws IOException {
    List<URI> sockets = List.of(socket("system"));
    assertThat(tests(false, "", false).doubt(socket("context"), sockets))
        .hasValueSatisfying(doubt -> assertThat(doubt).contains("ignores Docker contexts"));
    assertThat(tests(false, "", false).doubt(sockets.get(0), sockets)).isEmpty();
  }

  @Test
  void theFirstSocketIsTheSameUnlessTestcontainersRemembersAnother() throws IOException {
    URI rootless = socket("rootless");
    URI system = socket("system");
    List<URI> both = List.of(rootless, system);
    String unix = PACKAGE + "UnixSocketClientProviderStrategy";
    assertThat(tests(false, "", false).doubt(rootless, both)).isEmpty();
    assertThat(tests(false, unix, false).doubt(rootless, both)).isPresent();
    assertThat(tests(false, unix, false).doubt(system, List.of(system))).isEmpty();
    assertThat(tests(false, "my.Own", false).doubt(system, List.of(system))).isPresent();
  }

  @Test
  void onMacOsTestcontainersLooksAtTheSystemsSocketFirst() throws IOException {
    URI desktop = socket("desktop");
    List<URI> sockets = List.of(desktop, URI.create("unix://" + folder.resolve("system")));
    assertThat(tests(false, "", true).doubt(desktop, sockets)).as("there is none").isEmpty();
    Path system = Files.createSymbolicLink(folder.resolve("system"), Path.of(desktop.getPath()));
    assertThat(tests(false, "", true).doubt(desktop, sockets)).as("a link").isEmpty();
    Files.delete(system);
    socket("system");
    assertThat(tests(false, "", true).doubt(desktop, sockets)).as("another one").isPresent();
  }
}
