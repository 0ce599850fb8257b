package dev.deploypipeline.runtime;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What tests see of, and do to, the engine behind the plugin's back. */
final class LiveDocker implements AutoCloseable {

  static final String SERVICE = "dev.deploypipeline.service";

  private final Engine engine;
  private final BlockingQueue<Event> happened = new LinkedBlockingQueue<>();
  private final Answer<Event> events =
      new Answer<>() {
        @Override
        public void onNext(Event event) {
          happened.add(event);
        }
      };

  LiveDocker() {
    try {
      engine = EngineFinder.ofThisMachine().find();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    engine.stream(
        docker ->
            docker
                .eventsCmd()
                .withEventFilter("start", "destroy")
                .withLabelFilter(SERVICE)
                .exec(events));
  }

  Engine engine() {
    return engine;
  }

  /** The ids of the containers of a service, whether they run or not. */
  List<String> containersOf(String service) throws IOException {
    return engine
        .ask(
            docker ->
                docker
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of(SERVICE, service))
                    .exec())
        .stream()
        .map(Container::getId)
        .toList();
  }

  /** Waits until a container of a service has been started since this was made. */
  void awaitStart(String service) throws InterruptedException {
    await(
        event ->
            "start".equals(event.getAction())
                && service.equals(event.getActor().getAttributes().get(SERVICE)),
        "no container of service " + service + " was started");
  }

  /** Waits until a container of ours has been removed since this was made. */
  void awaitRemoval(String container) throws InterruptedException {
    await(
        event -> "destroy".equals(event.getAction()) && container.equals(event.getActor().getId()),
        "container " + container + " is not removed");
  }

  private void await(Predicate<Event> wanted, String otherwise) throws InterruptedException {
    Event event;
    do {
      event = happened.poll(30, TimeUnit.SECONDS);
      if (event == null) {
        throw new IllegalStateException(otherwise);
      }
    } while (!wanted.test(event));
  }

  void kill(String container) throws IOException, InterruptedException {
    engine.tell(docker -> docker.killContainerCmd(container).exec());
    awaitEnd(container);
  }

  void pause(String container) throws IOException {
    engine.tell(docker -> docker.pauseContainerCmd(container).exec());
  }

  /** Waits until a container has ended, or is gone. */
  void awaitEnd(String container) throws InterruptedException {
    try (Answer<WaitResponse> end = new WaitEnd()) {
      engine.stream(docker -> docker.waitContainerCmd(container).exec(end));
      if (!end.await(Duration.ofSeconds(30))) {
        throw new IllegalStateException("container " + container + " still runs");
      }
      if (end.problem().isPresent() && !(end.problem().get() instanceof NotFoundException)) {
        throw new IllegalStateException(end.problem().get());
      }
    }
  }

  private static final class WaitEnd extends Answer<WaitResponse> {
    @Override
    public void onNext(WaitResponse response) {}
  }

  void tag(String image, String repository, String tag) throws IOException {
    engine.ask(docker -> docker.tagImageCmd(image, repository, tag).exec());
  }

  /** Takes a name from an image; does nothing if no image has it. */
  void untag(String name) throws IOException {
    engine.ask(
        docker -> {
          try {
            return docker.removeImageCmd(name).exec();
          } catch (NotFoundException e) {
            return null;
          }
        });
  }

  @Override
  public void close() {
    events.close();
    engine.close();
  }
}
