package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.fork.ClassLeaseListener;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.pool.Leases;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The listener in a JVM where leases are had; integration tests show what it does where they are
 * not, which ends the JVM.
 */
@Timeout(60)
class ClassLeaseListenerTest {

  private static final String HANDSHAKE = "deploy-pipeline.lease.handshake";
  private static final String URL = "fixture.db.url";

  @TempDir private Path directory;

  private final AtomicInteger number = new AtomicInteger();
  private final BlockingQueue<String> leased = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> returned = new LinkedBlockingQueue<>();
  private LeaseEndpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint = LeaseEndpoint.open(this::lease);
    Properties properties = new Properties();
    properties.setProperty("port", Integer.toString(endpoint.port()));
    properties.setProperty("token", endpoint.token());
    properties.setProperty("stage", "unit-tests");
    properties.setProperty("mojo", "surefire:test @ shop");
    Path handshake = directory.resolve("handshake");
    try (OutputStream out = Files.newOutputStream(handshake)) {
      properties.store(out, null);
    }
    System.setProperty(HANDSHAKE, handshake.toString());
  }

  @AfterEach
  void close() throws IOException {
    System.clearProperty(HANDSHAKE);
    System.clearProperty(URL);
    endpoint.close();
  }

  private Leases lease(LeaseScope scope, Stage stage, String holder) {
    leased.add(holder);
    String url = "jdbc:" + number.incrementAndGet();
    return Leases.of(Map.of(URL, url), Map.of(), () -> returned.add(url));
  }

  /** Runs classes with a listener of their own, and tells what they reported. */
  private static List<String> run(Class<?>... classes) {
    List<String> reported = new ArrayList<>();
    // Without the listeners of the class path, which are those of the tests around this one.
    Launcher launcher =
        LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new ClassLeaseListener())
                .build());
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Arrays.stream(classes).map(one -> selectClass(one)).toList())
            .build(),
        new TestExecutionListener() {
          @Override
          public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            reported.addAll(entry.getKeyValuePairs().values());
          }
        });
    return reported;
  }

  private static String next(BlockingQueue<String> queue) throws InterruptedException {
    return queue.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void eachClassFindsALeaseOfItsOwnInItsSetUpAlready() throws Exception {
    assertThat(run(Plain.class, Around.class))
        .containsExactly("set-up jdbc:1", "jdbc:1", "set-up jdbc:2", "nested jdbc:2");
    assertThat(leased)
        .containsExactly(
            "test class " + Plain.class.getName() + " of surefire:test @ shop",
            "test class " + Around.class.getName() + " of surefire:test @ shop");
    assertThat(List.of(next(returned), next(returned)))
        .containsExactlyInAnyOrder("jdbc:1", "jdbc:2");
    assertThat(System.getProperty(URL)).isNull();
  }

  @Test
  void whatTheUserSetWins() {
    System.setProperty(URL, "mine");
    assertThat(run(Plain.class)).containsExactly("set-up mine", "mine");
    assertThat(System.getProperty(URL)).isEqualTo("mine");
  }

  @Test
  void aLauncherInsideATestSharesTheLeaseOfThatTestsClass() {
    // With one server, a second lease would wait for the first one, which waits for the test.
    assertThat(run(Launching.class)).containsExactly("inside [set-up jdbc:1, jdbc:1]");
    assertThat(leased).hasSize(1);
    assertThat(run(Plain.class)).containsExactly("set-up jdbc:2", "jdbc:2");
  }

  @Test
  void aProxyThatATestLeftBehindIsNotAskedForTheWay() {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(new NowhereSelector());
    try {
      assertThat(run(Plain.class)).containsExactly("set-up jdbc:1", "jdbc:1");
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void withoutHandshakeNothingIsLeased() {
    System.clearProperty(HANDSHAKE);
    assertThat(run(Plain.class)).containsExactly("set-up null", "null");
    assertThat(leased).isEmpty();
  }

  private static final class NowhereSelector extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      return List.of(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("nowhere", 1)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException reason) {}
  }

  /** A class with a set-up. */
  static class Plain {
    @BeforeAll
    static void arrive(TestReporter reporter) {
      reporter.publishEntry("set-up " + System.getProperty(URL));
    }

    @Test
    void reports(TestReporter reporter) {
      reporter.publishEntry(String.valueOf(System.getProperty(URL)));
    }
  }

  /** A class around another one. */
  static class Around {
    @BeforeAll
    static void arrive(TestReporter reporter) {
      reporter.publishEntry("set-up " + System.getProperty(URL));
    }

    @Nested
    class Inside {
      @Test
      void reports(TestReporter reporter) {
        reporter.publishEntry("nested " + System.getProperty(URL));
      }
    }
  }

  /** A class that runs another one, as tests of JUnit extensions do. */
  static class Launching {
    @Test
    void reports(TestReporter reporter) {
      reporter.publishEntry("inside " + run(Plain.class));
    }
  }
}
