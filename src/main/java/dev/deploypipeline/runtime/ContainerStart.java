package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceKind;
import dev.deploypipeline.pool.ConnectionFacts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** From a container that was started to a server that is ready. */
final class ContainerStart {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LOOK_AFTER = Duration.ofMillis(500);
  private static final Pattern NOTHING = Pattern.compile("$^");

  private final DockerContainer container;
  private final ContainerPlan plan;
  private final Duration limit;
  private final long begin = System.nanoTime();
  private long looked = begin;

  /**
   * @param container started a moment ago
   * @param limit how long it may take from now on
   */
  ContainerStart(DockerContainer container, ContainerPlan plan, Duration limit) {
    this.container = container;
    this.plan = plan;
    this.limit = limit;
  }

  /**
   * Waits until the server is ready.
   *
   * @return how to connect to it
   * @throws IOException if it ends or is not ready in time; the message holds the end of its log
   */
  ConnectionFacts await() throws IOException, InterruptedException {
    Pattern wanted = plan.readiness() instanceof Readiness.LogLine line ? line.pattern() : NOTHING;
    try (ContainerLog log = container.follow(wanted)) {
      Optional<Map<Integer, Integer>> published = container.published(plan.ports());
      while (published.isEmpty()) {
        pause(log, "its ports are not published");
        published = container.published(plan.ports());
      }
      ConnectionFacts facts =
          plan.facts(container.engine().address().host(), published.orElseThrow());
      Deque<ReadinessCheck> checks = new ArrayDeque<>(checks(log, published.get(), facts));
      while (!checks.isEmpty()) {
        if (checks.getFirst().met()) {
          checks.removeFirst();
        } else {
          pause(log, checks.getFirst().shortfall());
        }
      }
      return facts;
    }
  }

  /**
   * Looks once whether a server that was ready still is. What it logged is not looked at again.
   *
   * @throws IOException if it is not; the message says what is wanting
   */
  static void refuseUnready(
      DockerContainer container,
      ContainerPlan plan,
      Map<Integer, Integer> published,
      ConnectionFacts facts)
      throws IOException, InterruptedException {
    try (ContainerLog none = new ContainerLog(NOTHING)) {
      ContainerStart start = new ContainerStart(container, plan, Duration.ZERO);
      for (ReadinessCheck check : start.checks(none, published, facts)) {
        if (!(check instanceof LogCheck) && !check.met()) {
          throw new IOException("it is not ready: " + check.shortfall());
        }
      }
    }
  }

  private List<ReadinessCheck> checks(
      ContainerLog log, Map<Integer, Integer> published, ConnectionFacts facts) {
    String host = container.engine().address().host();
    IntFunction<ReadinessCheck> port =
        inside -> new PortCheck(container, host, inside, published.get(inside));
    List<ReadinessCheck> checks = new ArrayList<>();
    if (plan.readiness() instanceof Readiness.LogLine line) {
      checks.add(new LogCheck(line, log));
    } else if (plan.readiness() instanceof Readiness.Port one) {
      checks.add(port.apply(one.port()));
    } else if (plan.readiness() instanceof Readiness.Sql sql) {
      checks.add(new SqlCheck(sql, facts));
    } else if (plan.readiness() instanceof Readiness.Command command) {
      checks.add(new CommandCheck(container, command));
    } else {
      plan.ports().forEach(inside -> checks.add(port.apply(inside)));
    }
    int main = plan.ports().get(0);
    if (plan.waitsForKnownLine()) {
      checks.add(new PortCheck.Accepted(host, published.get(main)));
    } else if (plan.kind() != ServiceKind.OTHER) {
      // The server that the image starts for its own set-up may satisfy what the user declared.
      checks.add(port.apply(main));
    }
    return checks;
  }

  /** Waits a little, unless there is nothing to wait for any more. */
  private void pause(ContainerLog log, String shortfall) throws IOException, InterruptedException {
    // The log ends with the container, so the engine need not be asked often.
    boolean ended = log.hasEnded() && log.problem().isEmpty();
    if (ended || System.nanoTime() - looked > LOOK_AFTER.toNanos()) {
      looked = System.nanoTime();
      Optional<String> end = container.end();
      if (end.isPresent()) {
        throw failure(
            log, end.get() + ". Perhaps you should correct its <environment> or <tuning>");
      }
    }
    if (System.nanoTime() - begin > limit.toNanos()) {
      throw failure(
          log,
          "is not ready after "
              + limit.toSeconds()
              + " s: "
              + shortfall
              + ". Perhaps you should correct <readiness>");
    }
    TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
  }

  private IOException failure(ContainerLog log, String fact) throws InterruptedException {
    log.await(Duration.ofMillis(200)); // the last lines of a container that has just ended
    String end = log.end();
    return new IOException(
        plan.withoutSecrets(
            "the container %s of image %s %s. %s"
                .formatted(
                    container.name(),
                    container.image(),
                    fact,
                    end.isEmpty() ? "It logged nothing." : "Its log ends:\n" + end)));
  }
}
