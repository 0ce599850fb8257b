package dev.deploypipeline.report;

import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The output of one task until it is printed: in memory up to a limit, beyond that in a temporary
 * file.
 */
final class OutputGroup {

  private static final int CHUNK = 1 << 13;

  /** How many characters stay in memory, unless told otherwise. */
  static final int CHARACTERS_IN_MEMORY = 4 << 20;

  private final int limit;
  private final Path spillDirectory;
  private final StringBuilder recent = new StringBuilder();
  private Optional<FileChannel> spilled = Optional.empty();
  private Optional<IOException> problem = Optional.empty();
  private char last = '\n';

  /** An empty group with a temporary file in the usual directory. */
  OutputGroup() {
    this(CHARACTERS_IN_MEMORY, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * An empty group.
   *
   * @param limit how many characters stay in memory
   * @param spillDirectory where a temporary file may be created
   */
  OutputGroup(int limit, Path spillDirectory) {
    this.limit = limit;
    this.spillDirectory = spillDirectory;
  }

  void add(String text) {
    if (text.isEmpty()) {
      return;
    }
    recent.append(text);
    last = text.charAt(text.length() - 1);
    // A disk that is full must not cost output: after the first problem everything stays in memory.
    if (recent.length() > limit && problem.isEmpty()) {
      spill();
    }
  }

  private void spill() {
    try {
      if (spilled.isEmpty()) {
        spilled = Optional.of(temporaryFile());
      }
      FileChannel file = spilled.get();
      long end = file.size();
      try {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(recent));
        long at = end;
        while (bytes.hasRemaining()) {
          at += file.write(bytes, at);
        }
        recent.setLength(0);
      } catch (IOException e) {
        file.truncate(end); // so that nothing is printed twice
        throw e;
      }
    } catch (IOException e) {
      problem = Optional.of(e);
    }
  }

  private FileChannel temporaryFile() throws IOException {
    Path file = Files.createTempFile(spillDirectory, "deploy-pipeline-output", ".log");
    // Deleted even where the JVM ends before the group is printed.
    return FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Prints everything, ends the last line where the task did not, and forgets it. */
  void printTo(PrintStream out) {
    if (spilled.isPresent()) {
      try (FileChannel file = spilled.get()) {
        copy(file, out);
      } catch (IOException e) {
        problem = Optional.of(e);
      }
    }
    out.append(recent);
    if (last != '\n') {
      out.append('\n');
    }
    recent.setLength(0);
    recent.trimToSize();
    last = '\n';
    spilled = Optional.empty();
  }

  private static void copy(FileChannel file, PrintStream out) throws IOException {
    file.position(0);
    Reader reader = new InputStreamReader(Channels.newInputStream(file), StandardCharsets.UTF_8);
    char[] chunk = new char[CHUNK];
    for (int read = reader.read(chunk); read >= 0; read = reader.read(chunk)) {
      out.append(CharBuffer.wrap(chunk, 0, read));
    }
  }

  /** What went wrong with the temporary file, if anything did. */
  Optional<IOException> problem() {
    return problem;
  }

  /** The same in words for a person, with what to do. */
  Optional<String> complaint(TaskId task) {
    return problem.map(
        what ->
            "The output of "
                + task
                + " did not fit into a temporary file ("
                + what
                + "). Perhaps you should make room in "
                + spillDirectory
                + ".");
  }
}
