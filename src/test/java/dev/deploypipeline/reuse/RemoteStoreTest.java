package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteStoreTest extends OnFakeServer {

  @Test
  void anotherMachineFindsTheResultAndItsFiles() throws IOException {
    assertThat(put(writer())).isTrue();
    ResultStore reader = reader();
    assertThat(reader.find(KEY)).contains(result);
    assertThat(reader.find(Digest.of("other"))).isEmpty();
    Path to = base.resolve("fetched");
    assertThat(reader.fetch(second, to)).isTrue();
    assertThat(to).hasContent("text b").isExecutable();
    assertThat(Files.getLastModifiedTime(to)).isEqualTo(FileTime.from(Results.MODIFIED));
    assertThat(warnings).isEmpty();
  }

  @Test
  void anEmptyFileComesBack() throws IOException {
    OutputFile empty = Results.file("target/empty", "");
    server.content.put(cas(empty), new byte[0]);
    assertThat(reader().fetch(empty, base.resolve("e"))).isTrue();
    assertThat(base.resolve("e")).isEmptyFile();
  }

  @Test
  void aLargeFileGoesAndComesBack() throws IOException {
    String text = "0123456789abcdef".repeat(1 << 16);
    OutputFile large = Results.file("target/large", text);
    Results.write(base, "target/large", text);
    assertThat(writer().put(KEY, Results.of(large), file -> base.resolve(file.path()))).isTrue();
    assertThat(reader().fetch(large, base.resolve("back"))).isTrue();
    assertThat(base.resolve("back")).hasSameBinaryContentAs(base.resolve("target/large"));
  }

  @Test
  void theResultIsPutAfterItsContents() throws IOException {
    put(writer());
    assertThat(server.requests)
        .containsExactly(
            "HEAD " + cas(first),
            "PUT " + cas(first),
            "HEAD " + cas(second),
            "PUT " + cas(second),
            "PUT ac/" + KEY);
    server.requests.clear();
    put(writer());
    assertThat(server.requests)
        .containsExactly("HEAD " + cas(first), "HEAD " + cas(second), "PUT ac/" + KEY);
  }

  @Test
  void aReaderPutsNothing() throws IOException {
    assertThat(put(reader())).isFalse();
    assertThat(server.requests).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aFileThatChangedIsNotPut() throws IOException {
    Results.write(base, "target/a", "text A");
    assertThat(writer().put(KEY, Results.of(first), file -> base.resolve(file.path()))).isFalse();
    assertThat(server.content).isEmpty();
  }

  @Test
  void theServerLearnsTheCredentialsAndNobodyElseDoes() throws IOException {
    ResultStore store =
        ResultStore.remote(
            server.address(),
            Optional.of(new Credentials("me", "geheim")),
            true,
            PATIENCE,
            warnings::add);
    put(store);
    assertThat(server.authorizations).isNotEmpty().containsOnly("Basic bWU6Z2VoZWlt");
    server.answer(401);
    assertThat(store.find(KEY)).isEmpty();
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("status 401", "settings.xml")
        .doesNotContain("geheim", "bWU6Z2VoZWlt");
  }

  @Test
  void aFileThatIsTooLargeIsNotPutButOthersAre() throws IOException {
    server.manner =
        exchange -> {
          if (exchange.getRequestURI().getPath().endsWith(first.content().hex())
              && exchange.getRequestMethod().equals("PUT")) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(413, -1);
            return true;
          }
          return false;
        };
    ResultStore store = writer();
    assertThat(put(store)).isFalse();
    assertThat(store.put(KEY, Results.of(second), file -> base.resolve(file.path()))).isTrue();
    assertThat(warnings).singleElement().asString().contains("too large");
  }

  @Test
  void aWrongContentIsAMissAndTheServerIsAskedOn() throws IOException {
    put(writer());
    byte[] wrong = server.content.get(cas(first)).clone();
    wrong[0] ^= 1;
    server.content.put(cas(first), wrong);
    ResultStore store = reader();
    Path to = Files.writeString(base.resolve("a"), "as it was");
    assertThat(store.fetch(first, to)).isFalse();
    server.content.put(cas(first), Arrays.copyOf(wrong, 3));
    assertThat(store.fetch(first, to)).isFalse();
    server.content.put(cas(first), new byte[1 << 20]);
    assertThat(store.fetch(first, to)).isFalse();
    assertThat(to).hasContent("as it was");
    assertThat(store.fetch(second, base.resolve("b"))).isTrue();
    assertThat(warnings).singleElement().asString().contains("another digest");
    assertThat(Results.files(base)).noneMatch(file -> file.toString().endsWith(".tmp"));
  }

  @Test
  void aContentThatIsLongerIsNotReadToItsEnd() throws IOException {
    server.content.put(cas(first), new byte[1 << 20]);
    assertThat(reader().fetch(first, base.resolve("a"))).isFalse();
    assertThat(warnings).singleElement().asString().contains("the answer has more than 6 bytes");
  }

  @Test
  void aWrongResultIsAMissAndTheServerIsAskedOn() throws IOException {
    put(writer());
    byte[] message = server.content.get("ac/" + KEY);
    server.content.put(
        "ac/" + KEY,
        "<html>Please log in</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    ResultStore store = reader();
    assertThat(store.find(KEY)).isEmpty();
    server.content.put("ac/" + Digest.of("other"), message);
    assertThat(store.find(Digest.of("other"))).isEmpty();
    server.content.put("ac/" + KEY, message);
    assertThat(store.find(KEY)).contains(result);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (FakeServer elsewhere = new FakeServer()) {
      server.manner =
          exchange -> {
            exchange.getResponseHeaders().add("Location", elsewhere.address() + "/ac/" + KEY);
            exchange.sendResponseHeaders(302, -1);
            return true;
          };
      assertThat(reader().find(KEY)).isEmpty();
      assertThat(elsewhere.requests).isEmpty();
      assertThat(warnings).singleElement().asString().contains("give the address that it leads to");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://me:geheim@host/cache", "ftp://host/cache", "cache", "http://host/c?q=1"})
  void anAddressOfAnotherKindIsRefused(String address) {
    assertThatThrownBy(
            () ->
                ResultStore.remote(
                    URI.create(address), Optional.empty(), true, PATIENCE, warnings::add))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains("Perhaps")
        .doesNotContain("geheim");
  }
}
