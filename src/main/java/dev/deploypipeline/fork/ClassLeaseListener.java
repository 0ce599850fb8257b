package dev.deploypipeline.fork;

import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Leases for each test class, and returns the leases when the class is over. Found by the JUnit
 * Platform through its service file, so no configuration of the tests is needed, and every engine
 * can be used.
 *
 * <p>The platform tells that a class starts before any of its set-up runs: {@code
 * NodeTestTask.executeRecursively} of the JUnit Platform calls {@code executionStarted} before
 * {@code Node.before}, which is where Jupiter calls {@code beforeAll} extensions and {@code
 * BeforeAll} methods. What runs earlier, in {@code Node.prepare} and {@code shouldBeSkipped}, does
 * not see the lease: execution conditions, and static initialisers that JUnit triggers by looking
 * for {@code @RegisterExtension} fields.
 *
 * <p>System properties belong to the whole JVM, so classes must run one after the other in it. A
 * JVM in which a class can have no lease ends with the reason: JUnit logs what a listener throws
 * and goes on, and the tests would run against nothing.
 */
public final class ClassLeaseListener implements TestExecutionListener {

  /** The system property that holds the path of the handshake file. */
  static final String HANDSHAKE = "deploy-pipeline.lease.handshake";

  /**
   * The system property that says which class of this JVM has leased. In a property, because a test
   * that uses the launcher itself gets another listener, whose classes run inside that one.
   */
  private static final String LEASED = "deploy-pipeline.lease.class";

  /** The class that has leased. */
  private static final class Held {
    private final String uniqueId;
    private final LeaseClient client;

    Held(String uniqueId, LeaseClient client) {
      this.uniqueId = uniqueId;
      this.client = client;
    }
  }

  private final Set<String> ours = new HashSet<>();
  private Optional<Held> held = Optional.empty();

  /** Made by the JUnit Platform. */
  public ClassLeaseListener() {}

  @Override
  public synchronized void executionStarted(TestIdentifier test) {
    String handshake = System.getProperty(HANDSHAKE);
    if (handshake == null || !isClass(test) || isInsideHeld(test)) {
      return;
    }
    if (held.isPresent()) {
      NoLease.end(
          test.getDisplayName()
              + " starts while "
              + held.get().uniqueId
              + " runs, and classes that run at once cannot have different system properties."
              + " Perhaps you should use scope fork, or switch JUnit's parallel execution of classes off.");
      return;
    }
    if (System.getProperty(LEASED) != null) {
      return;
    }
    try {
      LeaseClient client = LeaseClient.connect(new File(handshake));
      System.setProperty(LEASED, test.getUniqueId());
      set(client.lease("class", "test class " + test.getLegacyReportingName()).properties());
      held = Optional.of(new Held(test.getUniqueId(), client));
    } catch (IOException | RuntimeException e) {
      // Not only what is expected: JUnit would log whatever is thrown here, and run the tests.
      NoLease.end(
          "the test class " + test.getLegacyReportingName() + " got no lease: " + e.getMessage());
    }
  }

  private static boolean isClass(TestIdentifier test) {
    return test.isContainer() && test.getSource().filter(ClassSource.class::isInstance).isPresent();
  }

  /** Nested classes share the lease of the one around them. */
  private boolean isInsideHeld(TestIdentifier test) {
    return held.filter(one -> test.getUniqueId().startsWith(one.uniqueId + "/")).isPresent();
  }

  /** What the user set wins; what an earlier class leased does not. */
  private void set(Map<String, String> properties) {
    properties.forEach(
        (key, value) -> {
          if (ours.contains(key) || System.getProperty(key) == null) {
            ours.add(key);
            System.setProperty(key, value);
          }
        });
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (!held.isPresent() || !held.get().uniqueId.equals(test.getUniqueId())) {
      return;
    }
    ours.forEach(System::clearProperty);
    System.clearProperty(LEASED);
    LeaseClient client = held.get().client;
    held = Optional.empty();
    try {
      client.close();
    } catch (IOException e) {
      System.err.println("deploy-pipeline: a lease could not be returned: " + e);
    }
  }
}
