package dev.deploypipeline.reuse;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Results and contents on a server that speaks HTTP as Bazel's remote caches do. */
final class RemoteStore implements ResultStore {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int TOO_LARGE = 413;
  private static final int GONE = 410;

  /** Of files by the ten thousands; what is longer is no result. */
  private static final long LONGEST_RESULT = 64L << 20;

  private final RemoteServer server;
  private final boolean write;

  RemoteStore(RemoteServer server, boolean write) {
    this.server = server;
    this.write = write;
  }

  @Override
  public Optional<TaskResult> find(Digest key) {
    Optional<byte[]> message =
        server
            .ask(request("ac", key).GET(), LONGEST_RESULT, BodySubscribers::ofByteArray)
            .flatMap(answer -> ok(answer) ? Optional.of(answer.body()) : Optional.empty());
    if (message.isEmpty()) {
      return Optional.empty();
    }
    try {
      return ActionResult.read(key, message.get());
    } catch (IOException e) {
      server.wrong("ac/" + key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether it is there; what is neither there nor missing is a failure. */
  private boolean ok(RemoteServer.Answer<?> answer) {
    int status = answer.status();
    if (status != OK && status != NOT_FOUND && status != GONE) {
      server.failed(status);
    }
    return status == OK;
  }

  @Override
  public boolean fetch(OutputFile file, Path to) throws IOException {
    if (server.isOff()) {
      return false;
    }
    Path temporary = WholeFile.beside(to);
    try {
      boolean there =
          server
              .receive(
                  request("cas", file.content()).GET(),
                  file.size(),
                  () ->
                      BodySubscribers.ofFile(
                          temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
              .filter(this::ok)
              .isPresent();
      if (!there) {
        return false;
      }
      if (!Content.digest(temporary).equals(file.content())) {
        server.wrong("cas/" + file.content() + " has another digest");
        return false;
      }
      Delivery.finish(temporary, file, to);
      return true;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public boolean put(Digest key, TaskResult result, Function<OutputFile, Path> where) {
    if (!write || server.isOff()) {
      return false;
    }
    try {
      AtomicBoolean all = new AtomicBoolean(true);
      List<OutputFile> files = result.files();
      AtOnce.forEach(
          files.size(),
          number -> {
            if (!all.get() || !keep(files.get(number), where.apply(files.get(number)))) {
              all.set(false);
            }
          });
      return all.get()
          && sent(
              server.send(
                  request("ac", key), BodyPublishers.ofByteArray(ActionResult.write(key, result))));
    } catch (IOException e) {
      server
          .warnings()
          .once(
              "read",
              "A result was not sent to the remote store ("
                  + e
                  + "). Perhaps you should look for what else changes the files.");
      return false;
    }
  }

  private boolean keep(OutputFile file, Path from) throws IOException {
    HttpRequest.Builder head =
        request("cas", file.content()).method("HEAD", BodyPublishers.noBody());
    Optional<RemoteServer.Answer<Void>> known = server.ask(head, 0, BodySubscribers::discarding);
    if (known.isEmpty()) {
      return false;
    }
    if (ok(known.get())) {
      return true;
    }
    // Not every server looks whether the content fits its name.
    if (server.isOff() || !Content.digest(from).equals(file.content())) {
      return false;
    }
    return sent(server.send(request("cas", file.content()), BodyPublishers.ofFile(from)));
  }

  private boolean sent(Optional<RemoteServer.Answer<Void>> answer) {
    if (answer.isEmpty()) {
      return false;
    }
    int status = answer.get().status();
    if (status == TOO_LARGE) {
      server
          .warnings()
          .once(
              "large",
              "The remote store "
                  + server.address("")
                  + " refuses a file as too large, so its task is not reused. Perhaps you should"
                  + " let it take larger ones.");
      return false;
    }
    boolean success = status / 100 == 2;
    if (!success) {
      server.failed(status);
    }
    return success;
  }

  private HttpRequest.Builder request(String kind, Digest digest) {
    return HttpRequest.newBuilder(server.address(kind + "/" + digest.hex()));
  }

  @Override
  public void close() {
    // Connections end by themselves when nobody uses the client any more.
  }
}
