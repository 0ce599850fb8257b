package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the real engine is reached. */
@Timeout(60)
class EngineEndpointTest {

  private static final char[] SECRET = "changeit".toCharArray();

  @TempDir private Path directory;

  /** Answers one connection with what it read until its other side ended its output. */
  private static CompletableFuture<Void> echo(ServerSocket server) {
    return CompletableFuture.runAsync(
        () -> {
          try (Socket socket = server.accept()) {
            byte[] all = socket.getInputStream().readAllBytes();
            socket.getOutputStream().write(all);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private static String echoed(EngineEndpoint endpoint) throws IOException {
    try (Link link = endpoint.connect()) {
      link.write("there and back".getBytes(UTF_8));
      link.endOutput();
      StringBuilder text = new StringBuilder();
      byte[] buffer = new byte[100];
      for (int n = link.read(buffer, 0, 100); n >= 0; n = link.read(buffer, 0, 100)) {
        text.append(new String(buffer, 0, n, UTF_8));
      }
      return text.toString();
    }
  }

  @Test
  void overTcpHalfClosedConnectionsWork() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served = echo(server);
      URI address = URI.create("tcp://localhost:" + server.getLocalPort());
      assertThat(echoed(EngineEndpoint.of(address))).isEqualTo("there and back");
      served.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void overTlsHalfClosedConnectionsWork() throws Exception {
    SSLContext context = context("dns:localhost");
    try (ServerSocket server = listening(context)) {
      CompletableFuture<Void> served = echo(server);
      URI address = URI.create("tcp://localhost:" + server.getLocalPort());
      assertThat(echoed(new EngineEndpoint(address, Optional.of(context))))
          .isEqualTo("there and back");
      served.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void anEngineWithSomebodyElsesCertificateIsRefused() throws Exception {
    SSLContext context = context("dns:elsewhere.example");
    try (ServerSocket server = listening(context)) {
      CompletableFuture<Void> served = echo(server);
      URI address = URI.create("tcp://localhost:" + server.getLocalPort());
      assertThatThrownBy(() -> new EngineEndpoint(address, Optional.of(context)).connect())
          .isInstanceOf(SSLException.class);
      assertThatThrownBy(() -> served.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(Exception.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh://host", "npipe:////./pipe/x", "nothing", "unix:relative"})
  void otherAddressesAreRefused(String address) {
    assertThatThrownBy(() -> EngineEndpoint.of(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(address);
  }

  private static ServerSocket listening(SSLContext context) throws IOException {
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  /** Trusts and shows a certificate that was made for this test. */
  private SSLContext context(String name) throws Exception {
    Path store = directory.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(SECRET),
                "-alias",
                "engine",
                "-keyalg",
                "EC",
                "-dname",
                "CN=engine",
                "-ext",
                "san=" + name)
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, SECRET);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, SECRET);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("engine", keys.getCertificate("engine"));
    TrustManagerFactory others =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    others.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return context;
  }
}
