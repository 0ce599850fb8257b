package dev.deploypipeline.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code start()} and {@code stop()} of Testcontainers take with and without the broker, in
 * turn, in one JVM each; medians.
 *
 * <p>{@code mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt},
 * then {@code java -cp target/test-classes:target/classes:$(cat target/classpath.txt)
 * dev.deploypipeline.broker.BrokerBenchmark [rounds [postgres|redis|slow]...]}. Needs an engine
 * with the images postgres:15 and redis:7, of which it builds the slow one itself.
 */
public final class BrokerBenchmark {

  private BrokerBenchmark() {}

  /** Prints a table. */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
    List<String> images =
        arguments.length > 1
            ? List.of(arguments).subList(1, arguments.length)
            : List.of("postgres", "redis", "slow");
    Path recipes = Files.createTempFile("recipes", ".json");
    Files.delete(recipes);
    ping(recipes);
    try (SlowImage slow = new SlowImage()) {
      System.out.println("slow is redis:7 behind a sleep of " + SlowImage.SECONDS + " s");
      for (String image : images) {
        learn(recipes, image);
        measure(recipes, image, rounds);
      }
    } finally {
      Files.deleteIfExists(recipes);
    }
  }

  /** What passing a small request on adds, over connections that stay open. */
  private static void ping(Path recipes) throws IOException {
    try (LiveBroker live = new LiveBroker(recipes, 0);
        RawClient brokered = new RawClient(live.broker().socket());
        RawClient plain = new RawClient(live.engineSocket())) {
      List<Double> with = new ArrayList<>();
      List<Double> without = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        with.add(ping(brokered));
        without.add(ping(plain));
      }
      print("ping, broker", with.stream());
      print("ping, engine", without.stream());
    }
  }

  private static double ping(RawClient client) throws IOException {
    long begin = System.nanoTime();
    client.send("GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n").answer();
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void learn(Path recipes, String image) throws IOException {
    try (LiveBroker first = new LiveBroker(recipes, 2);
        TestJvm jvm = new TestJvm(Optional.of(first.broker().socket()))) {
      jvm.round(image);
    }
  }

  private static void measure(Path recipes, String image, int rounds) throws IOException {
    List<TestJvm.Round> with = new ArrayList<>();
    List<TestJvm.Round> without = new ArrayList<>();
    try (LiveBroker live = new LiveBroker(recipes, 2);
        TestJvm brokered = new TestJvm(Optional.of(live.broker().socket()));
        TestJvm plain = new TestJvm(Optional.empty())) {
      live.broker().warmUp();
      for (int i = 0; i < rounds + 3; i++) {
        live.awaitReady(i == 1 ? 0 : 1);
        with.add(brokered.round(image));
        if (!image.equals("slow")) { // which sleeps, and holds up nobody
          // Nor does the engine alone have to wait for what the broker starts ahead.
          live.awaitReady(i == 0 ? 0 : 1);
        }
        without.add(plain.round(image));
      }
      print(image + " start, broker", with.stream().map(TestJvm.Round::start));
      print(image + " start, engine", without.stream().map(TestJvm.Round::start));
      print(image + " stop, broker", with.stream().map(TestJvm.Round::stop));
      print(image + " stop, engine", without.stream().map(TestJvm.Round::stop));
      print(image, live.broker().statistics());
      live.findings().forEach(finding -> System.out.println(finding.message()));
    }
  }

  /** How often there was no warm container, and why. */
  private static void print(String image, BrokerStatistics done) {
    String missed =
        done.passed().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(one -> one.getValue() + " " + one.getKey().text())
            .collect(Collectors.joining(", "));
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-24s %d asked for, %d warm, %d not%s; %.1f s saved",
            image,
            done.asked(),
            done.warm(),
            done.asked() - done.warm(),
            missed.isEmpty() ? "" : " (" + missed + ")",
            done.saved().toMillis() / 1000.0));
  }

  /** The first three rounds, in which the JVMs load their classes, do not count. */
  private static void print(String what, Stream<Double> millis) {
    List<Double> sorted = millis.skip(3).sorted().toList();
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-24s median %8.2f ms (%.2f to %.2f)",
            what,
            sorted.get(sorted.size() / 2),
            sorted.get(0),
            sorted.get(sorted.size() - 1)));
  }
}
