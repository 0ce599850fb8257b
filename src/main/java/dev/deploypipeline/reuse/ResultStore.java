package dev.deploypipeline.reuse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps results of tasks by the key of their fingerprint, and the content of files by its digest. A
 * store that is broken, full or away is one that has nothing: it warns, and the task runs. For many
 * threads, and many builds at once.
 */
public interface ResultStore extends AutoCloseable {

  /** The result under the key, if all of it is there. Never throws for what is wrong with it. */
  Optional<TaskResult> find(Digest key);

  /**
   * Stores a result, the content of its files before the result itself.
   *
   * @param where tells where the files are
   * @return whether it is stored; if not, a warning said why, and nobody finds half of it
   */
  boolean put(Digest key, TaskResult result, Function<OutputFile, Path> where);

  /**
   * Writes a file's content, checked against its digest, with its modification time and executable
   * bit. The file is replaced at once, by way of a temporary one beside it.
   *
   * @param to its directory exists
   * @return false when the store lacks the content, or has it damaged and dropped it; {@code to} is
   *     as it was then
   * @throws IOException when {@code to} cannot be written
   */
  boolean fetch(OutputFile file, Path to) throws IOException;

  /** Ends the use of the store; makes room, where it has more than it may. */
  @Override
  void close();

  /**
   * A store in a directory that builds of this machine share, in the layout of Bazel's caches.
   *
   * @param directory created when something is stored
   * @param maxBytes how large it may be: the first {@link #close} within an hour, if something was
   *     stored, removes what was not used for longest, but nothing that was used within the hour
   * @param clock tells the time as the file system does
   * @param warn takes sentences for the log
   */
  static ResultStore local(Path directory, long maxBytes, Clock clock, Consumer<String> warn) {
    return new LocalStore(directory, maxBytes, clock, warn);
  }

  /**
   * A store on a server that speaks HTTP as Bazel's remote caches do. The first failure, or the
   * first answer that takes too long, is warned of, and then the server is left alone.
   *
   * @param base the address, {@code http} or {@code https}; {@code ac/} and {@code cas/} are below
   *     it
   * @param credentials for HTTP's basic authentication; never told to anybody else
   * @param write whether {@link #put} stores anything
   * @param slowest how long an answer may take, and for how long nothing may come of a file's
   *     content, which has two seconds more for each MiB; also what all slow answers together may
   *     cost
   * @param warn takes sentences for the log
   * @throws IllegalArgumentException for an address of another kind, or with a user's name in it
   */
  static ResultStore remote(
      URI base,
      Optional<Credentials> credentials,
      boolean write,
      Duration slowest,
      Consumer<String> warn) {
    return new RemoteStore(
        RemoteServer.at(base, credentials, slowest, warn, System::nanoTime), write);
  }

  /**
   * Looks into the local store first, keeps there what the remote one had, and stores in both.
   *
   * @param local made by {@link #local}
   */
  static ResultStore layered(ResultStore local, ResultStore remote) {
    if (local instanceof LocalStore near) {
      return new LayeredStore(near, remote);
    }
    throw new IllegalArgumentException("the first store must be a local one, got " + local);
  }
}
