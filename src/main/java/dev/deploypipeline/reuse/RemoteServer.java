package dev.deploypipeline.reuse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Asks a server, and never again after it failed or took too long. */
final class RemoteServer {

  /** Contents may come as slowly as this; several do at a time. */
  private static final long BYTES_PER_SECOND = 1L << 19;

  /** An answer that took this part of the longest time cost nothing worth counting. */
  private static final int QUICK_PART = 4;

  private final URI base;
  private final Optional<String> authorization;
  private final Duration slowest;
  private final Warnings warnings;
  private final HttpClient client;
  private final AtomicBoolean off = new AtomicBoolean();
  private final LongSupplier nanos;
  private final AtomicLong wastedNanos = new AtomicLong();

  private RemoteServer(
      URI base,
      Optional<String> authorization,
      Duration slowest,
      Consumer<String> warn,
      LongSupplier nanos) {
    this.nanos = nanos;
    this.base = base;
    this.authorization = authorization;
    this.slowest = slowest;
    this.warnings = new Warnings(warn);
    // HTTP/1.1, since servers of files may stumble over the offer to switch to 2. No redirects,
    // which would carry the credentials elsewhere.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(slowest)
            .build();
  }

  /**
   * A server of which nobody knows yet whether it is there.
   *
   * @param nanos tells the time by which answers are slow
   */
  static RemoteServer at(
      URI base,
      Optional<Credentials> credentials,
      Duration slowest,
      Consumer<String> warn,
      LongSupplier nanos) {
    if (base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "The address of the remote store has a user's name in it. Perhaps you should put it into"
              + " a server of your settings.xml.");
    }
    if (!("http".equals(base.getScheme()) || "https".equals(base.getScheme()))
        || base.getHost() == null
        || base.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "The remote store cannot be '"
              + base
              + "'. Perhaps you should give an address such as https://host/cache.");
    }
    URI folder = base.toString().endsWith("/") ? base : URI.create(base + "/");
    return new RemoteServer(folder, credentials.map(RemoteServer::basic), slowest, warn, nanos);
  }

  private static String basic(Credentials credentials) {
    byte[] text =
        (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(text);
  }

  /** Whether it is of no use to ask. */
  boolean isOff() {
    return off.get();
  }

  Warnings warnings() {
    return warnings;
  }

  URI address(String path) {
    return base.resolve(path);
  }

  /**
   * What the server answered.
   *
   * @param body null unless the status is 200
   */
  record Answer<T>(int status, T body) {}

  /** Asks for something small; empty when there is no answer. */
  <T> Optional<Answer<T>> ask(
      HttpRequest.Builder request, long limit, Supplier<BodySubscriber<T>> body) {
    long start = nanos.getAsLong();
    Optional<Answer<T>> answer = exchange(request, limit, body, new AtomicLong(), slowest);
    long cost = nanos.getAsLong() - start - slowest.toNanos() / QUICK_PART;
    if (cost > 0 && wastedNanos.addAndGet(cost) > slowest.toNanos()) {
      leaveAlone("answers slowly", "look at its load, or at the network");
    }
    return answer;
  }

  /** Gets a content of that size; empty when there is no answer. */
  <T> Optional<Answer<T>> receive(
      HttpRequest.Builder request, long size, Supplier<BodySubscriber<T>> body) {
    return exchange(request, size, body, new AtomicLong(), longest(size));
  }

  /** Puts a content of that size; empty when there is no answer. */
  Optional<Answer<Void>> send(HttpRequest.Builder request, BodyPublisher content) {
    AtomicLong sent = new AtomicLong();
    request.PUT(new WatchedUpload(content, sent));
    return exchange(
        request,
        Long.MAX_VALUE,
        BodySubscribers::discarding,
        sent,
        longest(content.contentLength()));
  }

  private Duration longest(long size) {
    return slowest.plusMillis(size * 1_000 / BYTES_PER_SECOND);
  }

  private <T> Optional<Answer<T>> exchange(
      HttpRequest.Builder request,
      long limit,
      Supplier<BodySubscriber<T>> body,
      AtomicLong progress,
      Duration longest) {
    if (isOff()) {
      return Optional.empty();
    }
    authorization.ifPresent(value -> request.setHeader("Authorization", value));
    CompletableFuture<HttpResponse<T>> exchange =
        client.sendAsync(
            request.build(),
            info ->
                info.statusCode() == 200
                    ? new LimitedBody<>(body.get(), limit, progress)
                    : BodySubscribers.replacing(null));
    try {
      HttpResponse<T> response = await(exchange, progress, longest);
      return Optional.of(new Answer<>(response.statusCode(), response.body()));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      leaveAlone("does not answer within " + slowest.toMillis() + " ms", "look whether it runs");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LimitedBody.TooLong tooLong) {
        wrong(tooLong.getMessage());
      } else {
        leaveAlone("cannot be used (" + e.getCause() + ")", "look whether it runs");
      }
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** Waits as long as something comes or goes, but not longer than that. */
  private <T> HttpResponse<T> await(
      CompletableFuture<HttpResponse<T>> exchange, AtomicLong progress, Duration longest)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      long before = progress.get();
      long left = end - System.nanoTime();
      try {
        return exchange.get(Math.min(left, slowest.toNanos()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (progress.get() == before || System.nanoTime() - end >= 0) {
          throw e;
        }
      }
    }
  }

  /** An answer that no server in order gives. */
  void failed(int status) {
    String advice =
        switch (status) {
          case 401, 403, 407 -> "check its credentials in your settings.xml";
          case 301, 302, 303, 307, 308 -> "give the address that it leads to";
          default -> "look at its log";
        };
    leaveAlone("answered with status " + status, advice);
  }

  /** A content that is not what it should be, which may be so of one entry only. */
  void wrong(String fact) {
    warnings.once(
        "wrong",
        "The remote store "
            + base
            + " has something wrong ("
            + fact
            + "), which is not used. Perhaps you should empty it.");
  }

  private void leaveAlone(String fact, String advice) {
    if (off.compareAndSet(false, true)) {
      warnings.once(
          "off",
          "The remote store "
              + base
              + " "
              + fact
              + ", and is left alone for the rest of the build. Perhaps you should "
              + advice
              + ".");
    }
  }
}
