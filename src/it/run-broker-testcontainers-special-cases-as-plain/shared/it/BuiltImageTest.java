package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** Images that tests build: one that is the same each time, one that is another one in each build, one without a name. */
class BuiltImageTest {

  private static String name(String kind) {
    return "it-special-" + Path.of("").toAbsolutePath().getFileName() + "/" + kind + ":1";
  }

  private static void contentIs(String expected, ImageFromDockerfile image) throws Exception {
    Future<String> built =
        image.withFileFromString("part.txt", expected).withFileFromString(
            "Dockerfile", "FROM redis:7\nLABEL it.special=" + Mark.ofThisModule() + "\nCOPY part.txt /part.txt\n");
    try (GenericContainer<?> redis = new GenericContainer<>(built).withExposedPorts(6379)) {
      redis.start();
      assertEquals(expected, redis.execInContainer("cat", "/part.txt").getStdout());
    }
  }

  @Test
  void theSameInEachBuild() throws Exception {
    contentIs("the same", new ImageFromDockerfile(name("same"), false));
  }

  @Test
  void anotherOneInEachBuild() throws Exception {
    contentIs("of build " + System.getProperty("build"), new ImageFromDockerfile(name("other"), false));
  }

  @Test
  void withoutAName() throws Exception {
    contentIs("nameless", new ImageFromDockerfile());
  }
}
