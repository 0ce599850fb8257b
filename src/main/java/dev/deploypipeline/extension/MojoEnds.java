package dev.deploypipeline.extension;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.MojoExecution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is to be done when a mojo execution is over, however it ended. Maven's {@code
 * DefaultBuildPluginManager} calls {@code MojoExecutionListener.afterExecutionFailure} for what
 * goes wrong around a mojo, and never when the mojo itself says that it failed, as Surefire does of
 * a failing test; the session's {@link ExecutionListener} hears of every exception.
 */
@Named("deploy-pipeline-ends")
@Singleton
final class MojoEnds implements MojoExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(MojoEnds.class);

  /**
   * How an execution ended.
   *
   * @param succeeded whether the mojo succeeded
   * @param failure what it threw; empty where that is not known
   */
  record End(boolean succeeded, Optional<Throwable> failure) {}

  /** Something that is done when an execution is over. */
  @FunctionalInterface
  interface Action {
    /** Hears how it ended. */
    void run(End end);
  }

  private final IdentityHashMap<MojoExecution, Waiting> waiting = new IdentityHashMap<>();

  /**
   * What is to be done.
   *
   * @param build the request of the session, which its clones share
   */
  private record Waiting(MavenExecutionRequest build, List<Action> actions) {}

  /** Hears of the failures of that session, before the listener that it has; call it once. */
  void watch(MavenSession session) {
    ExecutionListener own = session.getRequest().getExecutionListener();
    ExecutionListener next = own == null ? new AbstractExecutionListener() : own;
    // A proxy, so that methods which a later Maven adds are handed on too.
    session
        .getRequest()
        .setExecutionListener(
            (ExecutionListener)
                Proxy.newProxyInstance(
                    ExecutionListener.class.getClassLoader(),
                    new Class<?>[] {ExecutionListener.class},
                    (proxy, method, arguments) -> {
                      if ("mojoFailed".equals(method.getName())) {
                        ExecutionEvent event = (ExecutionEvent) arguments[0];
                        end(event.getMojoExecution(), failed(event.getException()));
                      }
                      try {
                        return method.invoke(next, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }));
  }

  /**
   * Has the action run once, on the mojo's thread, right after that execution.
   *
   * @return what runs it at once, unless it has run: for an execution that will not begin
   */
  Runnable atEnd(MojoExecutionEvent event, Runnable action) {
    return atEnd(event, end -> action.run());
  }

  /** The same for an action that asks how it ended. */
  Runnable atEnd(MojoExecutionEvent event, Action action) {
    MojoExecution execution = event.getExecution();
    MavenExecutionRequest build = event.getSession().getRequest();
    synchronized (waiting) {
      waiting
          .computeIfAbsent(execution, one -> new Waiting(build, new ArrayList<>()))
          .actions()
          .add(action);
    }
    return () -> {
      if (takeBack(execution, action)) {
        run(action, execution, failed(null));
      }
    };
  }

  private boolean takeBack(MojoExecution execution, Action action) {
    synchronized (waiting) {
      Waiting left = waiting.get(execution);
      return left != null && left.actions().removeIf(one -> one == action);
    }
  }

  /**
   * Lets go of what is left of a session that has ended: nobody hears of a mojo that ends with an
   * {@link Error}.
   */
  void forget(MavenSession session) {
    synchronized (waiting) {
      waiting.values().removeIf(each -> each.build() == session.getRequest());
    }
  }

  private static End failed(Throwable failure) {
    return new End(false, Optional.ofNullable(failure));
  }

  private void end(MojoExecution execution, End end) {
    Waiting ended;
    synchronized (waiting) {
      ended = waiting.remove(execution);
    }
    if (ended != null) {
      ended.actions().forEach(action -> run(action, execution, end));
    }
  }

  /** Whatever happens here, the mojo ended as it did, and others are to hear of it. */
  private static void run(Action action, MojoExecution execution, End end) {
    try {
      action.run(end);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn(
          "deploy-pipeline: after {} something stays that it held: {}", execution, e.toString());
    }
  }

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) {}

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) {
    end(event.getExecution(), new End(true, Optional.empty()));
  }

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {
    end(event.getExecution(), failed(event.getCause()));
  }
}
