package shop.batch;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import shop.resilience.TimeLimiter;

/** Runs jobs within their time and says how it went; a failing job harms no other. */
public final class JobRunner implements AutoCloseable {

  /**
   * A job: its name, how long it may take, and what it does, answering with the number of things
   * done.
   */
  public record Job(String name, Duration budget, java.util.concurrent.Callable<Integer> work) {}

  /** How a run ended. */
  public record Report(String job, Status status, int done, String message, Duration took) {}

  /** Ways to end. */
  public enum Status {
    DONE,
    FAILED,
    TIMED_OUT
  }

  private final TimeLimiter limiter = new TimeLimiter();

  public Report run(Job job) {
    long start = System.nanoTime();
    Status status = Status.DONE;
    String message = "";
    int done = 0;
    try {
      done = limiter.call(job.work(), job.budget());
    } catch (TimeoutException e) {
      status = Status.TIMED_OUT;
      message = e.getMessage();
    } catch (IllegalStateException e) {
      status = Status.FAILED;
      message = e.getMessage();
    }
    return new Report(
        job.name(), status, done, message, Duration.ofNanos(System.nanoTime() - start));
  }

  @Override
  public void close() {
    limiter.close();
  }
}
