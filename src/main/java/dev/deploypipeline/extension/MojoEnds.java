package dev.deploypipeline.extension;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.MojoExecution;

/**
 * Does what is to be done when a mojo execution is over, however it ended. Maven's {@code
 * DefaultBuildPluginManager} calls {@code MojoExecutionListener.afterExecutionFailure} for what
 * goes wrong around a mojo, and never when the mojo itself says that it failed, as Surefire does of
 * a failing test; the session's {@link ExecutionListener} hears of every failure.
 */
@Named("deploy-pipeline-ends")
@Singleton
final class MojoEnds implements MojoExecutionListener {

  /** Something that is done when an execution is over. */
  @FunctionalInterface
  interface Action {
    /** Hears whether the mojo succeeded. */
    void run(boolean succeeded);
  }

  private final IdentityHashMap<MojoExecution, List<Action>> actions = new IdentityHashMap<>();

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
                        end(((ExecutionEvent) arguments[0]).getMojoExecution());
                      }
                      try {
                        return method.invoke(next, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }));
  }

  /** Has the action run once, on the mojo's thread, right after that execution. */
  void atEnd(MojoExecution execution, Runnable action) {
    atEnd(execution, succeeded -> action.run());
  }

  /** The same for an action that asks how it ended. */
  void atEnd(MojoExecution execution, Action action) {
    synchronized (actions) {
      actions.computeIfAbsent(execution, one -> new ArrayList<>()).add(action);
    }
  }

  /** Runs what waits for the end of that execution now, as of one that failed. */
  void end(MojoExecution execution) {
    end(execution, false);
  }

  private void end(MojoExecution execution, boolean succeeded) {
    List<Action> waiting;
    synchronized (actions) {
      waiting = actions.remove(execution);
    }
    if (waiting != null) {
      waiting.forEach(action -> action.run(succeeded));
    }
  }

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) {}

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) {
    end(event.getExecution(), true);
  }

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {
    end(event.getExecution());
  }
}
