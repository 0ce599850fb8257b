package it.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.ProjectExecutionEvent;
import org.apache.maven.execution.ProjectExecutionListener;

/** Writes down what it is told, a file for each goal that was typed. */
@Named
@Singleton
public class Writes implements ProjectExecutionListener {

  @Override
  public void beforeProjectExecution(ProjectExecutionEvent event) {
    write(event, "begins");
  }

  @Override
  public void beforeProjectLifecycleExecution(ProjectExecutionEvent event) {
    write(event, "plans " + event.getExecutionPlan().size());
  }

  @Override
  public void afterProjectExecutionSuccess(ProjectExecutionEvent event) {
    write(event, "succeeds " + event.getExecutionPlan().size());
  }

  @Override
  public void afterProjectExecutionFailure(ProjectExecutionEvent event) {
    write(event, "fails " + event.getCause().getClass().getSimpleName());
  }

  private static synchronized void write(ProjectExecutionEvent event, String what) {
    String goal = event.getSession().getGoals().get(0).replaceAll("[^a-z]+", "-");
    Path file = Path.of(event.getSession().getExecutionRootDirectory(), "told-" + goal + ".log");
    String line = event.getProject().getArtifactId() + " " + what + System.lineSeparator();
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
