package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.internal.ExecutionEventCatapult;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ExecutionEventsTest {

  private final Semaphore entered = new Semaphore(0);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();
  private final ExecutionEvents events = new ExecutionEvents(new Waiting());

  /** A listener that stays inside until it is released. */
  private final class Waiting implements ExecutionEventCatapult {
    @Override
    public void fire(ExecutionEvent.Type type, MavenSession session, MojoExecution execution) {
      inside.incrementAndGet();
      entered.release();
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      inside.decrementAndGet();
    }

    @Override
    public void fire(
        ExecutionEvent.Type type, MavenSession session, MojoExecution execution, Exception e) {
      fire(type, session, execution);
    }
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private static MavenSession session(String artifactId) {
    Model model = new Model();
    model.setGroupId("shop");
    model.setArtifactId(artifactId);
    MavenSession session =
        new MavenSession(
            null,
            new DefaultRepositorySystemSession(),
            new DefaultMavenExecutionRequest(),
            new DefaultMavenExecutionResult());
    session.setCurrentProject(new MavenProject(model));
    return session;
  }

  private Thread fire(String module) {
    // A session's current project is that of the thread that set it.
    Thread thread =
        new Thread(() -> events.fire(ExecutionEvent.Type.MojoStarted, session(module), null));
    thread.start();
    return thread;
  }

  @Test
  void eventsOfOneModuleComeOneAtATimeAndThoseOfOthersAtOnce() throws Exception {
    Thread first = fire("model");
    entered.acquire();
    Thread second = fire("model");
    while (second.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
    Thread other = fire("orders");
    assertThat(entered.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    assertThat(inside).hasValue(2);

    release.countDown();
    for (Thread thread : new Thread[] {first, second, other}) {
      thread.join();
    }
    assertThat(inside).hasValue(0);
  }
}
