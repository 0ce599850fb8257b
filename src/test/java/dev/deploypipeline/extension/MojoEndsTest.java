package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

/** What waits for the end of a mojo execution runs once, however the execution ends. */
class MojoEndsTest {

  private final Exception cause = new IllegalStateException("a test failed");

  private final MojoEnds ends = new MojoEnds();
  private final MavenSession session = session();
  private final MojoExecution execution = execution();
  private final List<String> done = new ArrayList<>();

  @Test
  void aFailureThatOnlyTheSessionHearsOfEndsTheExecutionBeforeOthersHearOfIt() {
    session.getRequest().setExecutionListener(listener(() -> done.add("heard")));
    ends.watch(session);
    ends.atEnd(event(execution), () -> done.add("first"));
    ends.atEnd(event(execution), () -> done.add("second"));
    ends.atEnd(event(execution()), () -> done.add("of another"));
    session.getRequest().getExecutionListener().mojoFailed(failure());
    assertThat(done).containsExactly("first", "second", "heard");
  }

  @Test
  void aSuccessEndsItOnce() {
    ends.watch(session);
    ends.atEnd(event(execution), () -> done.add("first"));
    ends.afterMojoExecutionSuccess(event(execution));
    session.getRequest().getExecutionListener().mojoFailed(failure());
    assertThat(done).containsExactly("first");
  }

  @Test
  void anActionThatFailsKeepsNeitherTheNextNorOthersFromTheEnd() {
    session.getRequest().setExecutionListener(listener(() -> done.add("heard")));
    ends.watch(session);
    ends.atEnd(
        event(execution),
        () -> {
          throw new IllegalStateException("for this test");
        });
    ends.atEnd(event(execution), () -> done.add("second"));
    session.getRequest().getExecutionListener().mojoFailed(failure());
    assertThat(done).containsExactly("second", "heard");
  }

  @Test
  void whatIsLeftOfASessionIsForgottenWithIt() {
    ends.atEnd(event(execution), () -> done.add("first"));
    ends.forget(session());
    ends.forget(session);
    ends.afterExecutionFailure(event(execution));
    assertThat(done).isEmpty();
  }

  @Test
  void anActionHearsHowItEnded() {
    ends.watch(session);
    ends.atEnd(event(execution), end -> done.add(end.toString()));
    session.getRequest().getExecutionListener().mojoFailed(failure());
    ends.atEnd(event(execution), end -> done.add(end.toString()));
    ends.afterMojoExecutionSuccess(event(execution));
    assertThat(done)
        .containsExactly(
            new MojoEnds.End(false, Optional.of(cause)).toString(),
            new MojoEnds.End(true, Optional.empty()).toString());
  }

  @Test
  void whoEndsItsOwnActionEndsNoOther() {
    Runnable first = ends.atEnd(event(execution), () -> done.add("first"));
    ends.atEnd(event(execution), () -> done.add("second"));
    first.run();
    first.run();
    assertThat(done).containsExactly("first");
    ends.afterExecutionFailure(event(execution));
    assertThat(done).containsExactly("first", "second");
    first.run();
    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void whatTheOtherListenerThrowsArrivesAsItIs() {
    session
        .getRequest()
        .setExecutionListener(
            listener(
                () -> {
                  throw new IllegalStateException("for this test");
                }));
    ends.watch(session);
    assertThatThrownBy(() -> session.getRequest().getExecutionListener().mojoFailed(failure()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("for this test");
  }

  private static AbstractExecutionListener listener(Runnable action) {
    return new AbstractExecutionListener() {
      @Override
      public void mojoFailed(ExecutionEvent event) {
        action.run();
      }
    };
  }

  private ExecutionEvent failure() {
    return (ExecutionEvent)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ExecutionEvent.class},
            (proxy, method, arguments) ->
                method.getName().equals("getMojoExecution") ? execution : cause);
  }

  private static MojoExecution execution() {
    return new MojoExecution(new Plugin(), "test", "default");
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private static MavenSession session() {
    return new MavenSession(
        null,
        new DefaultRepositorySystemSession(),
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult());
  }

  private MojoExecutionEvent event(MojoExecution one) {
    return new MojoExecutionEvent(session, null, one, null);
  }
}
