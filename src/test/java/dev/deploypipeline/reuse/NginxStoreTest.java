package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A remote store on nginx with its module for WebDAV; skipped where nginx is not in the PATH. */
class NginxStoreTest {

  private static final Digest KEY = Digest.of("key");

  @TempDir private Path root;

  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final OutputFile first = Results.file("target/a", "text a");
  private final TaskResult result =
      Results.of(first, Results.executable(Results.file("target/b", "text b")));
  private URI address;
  private boolean running;

  @BeforeAll
  static void needNginx() {
    boolean installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "nginx")));
    if (!installed) {
      System.out.println("[INFO] NginxStoreTest: skipped, there is no program nginx");
      Assumptions.abort("there is no program nginx");
    }
  }

  @BeforeEach
  void startServer() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    address = URI.create("http://127.0.0.1:" + port + "/cache/");
    Files.createDirectories(root.resolve("www"));
    Files.writeString(root.resolve("users"), "me:{PLAIN}geheim\n");
    Files.writeString(root.resolve("nginx.conf"), configuration(port));
    // The command returns when the server listens.
    assertThat(nginx()).as("exit code of nginx").isZero();
    running = true;
  }

  private String configuration(int port) {
    return """
    user %s;
    pid ROOT/pid;
    error_log ROOT/error.log;
    events {}
    http {
      access_log off;
      client_body_temp_path ROOT/body;
      proxy_temp_path ROOT/proxy;
      fastcgi_temp_path ROOT/fastcgi;
      uwsgi_temp_path ROOT/uwsgi;
      scgi_temp_path ROOT/scgi;
      server {
        listen 127.0.0.1:%s;
        location /cache/ {
          alias ROOT/www/;
          auth_basic cache;
          auth_basic_user_file ROOT/users;
          dav_methods PUT;
          create_full_put_path on;
          client_max_body_size 1m;
        }
      }
    }
    """
        .formatted(System.getProperty("user.name"), port)
        .replace("ROOT", root.toString());
  }

  private int nginx(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of("nginx", "-p", root.toString(), "-c", root.resolve("nginx.conf") + ""),
                Stream.of(arguments))
            .toList();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(root.resolve("log").toFile())
        .start()
        .waitFor();
  }

  @AfterEach
  void stopServer() throws Exception {
    if (running) {
      nginx("-s", "stop");
    }
  }

  private ResultStore open(String password) {
    return ResultStore.remote(
        address,
        Optional.of(new Credentials("me", password)),
        true,
        Duration.ofSeconds(20),
        warnings::add);
  }

  @Test
  void aResultGoesAndComesBack() throws IOException {
    assertThat(Results.put(root, open("geheim"), KEY, result)).as(warnings.toString()).isTrue();
    assertThat(Results.put(root, open("geheim"), KEY, result)).as("once more").isTrue();
    ResultStore reader = open("geheim");
    assertThat(reader.find(KEY)).contains(result);
    assertThat(reader.find(Digest.of("other"))).isEmpty();
    assertThat(reader.fetch(first, root.resolve("fetched"))).isTrue();
    assertThat(root.resolve("fetched")).hasContent("text a");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aWrongPasswordIsToldOnce() throws IOException {
    ResultStore store = open("falsch");
    assertThat(store.find(KEY)).isEmpty();
    assertThat(Results.put(root, store, KEY, result)).isFalse();
    assertThat(warnings).singleElement().asString().contains("401").doesNotContain("falsch");
  }

  @Test
  void aContentThatIsDamagedThereIsAMiss() throws IOException {
    Results.put(root, open("geheim"), KEY, result);
    Files.writeString(root.resolve("www/cas/" + first.content()), "text A");
    assertThat(open("geheim").fetch(first, root.resolve("fetched"))).isFalse();
    assertThat(root.resolve("fetched")).doesNotExist();
    assertThat(warnings).singleElement().asString().contains("another digest");
  }

  @Test
  void aFileThatIsLargerThanTheServerAllowsIsNotPut() throws IOException {
    String text = "0123456789abcdef".repeat(1 << 17);
    Results.write(root, "target/large", text);
    TaskResult large = Results.of(Results.file("target/large", text));
    ResultStore store = open("geheim");
    assertThat(store.put(KEY, large, file -> root.resolve(file.path()))).isFalse();
    assertThat(warnings).hasSize(1);
    assertThat(store.find(KEY)).isEmpty();
  }
}
