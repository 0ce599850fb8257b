package dev.deploypipeline.keep;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The process that keeps one server, on a JVM of its own with nothing but the JDK and this package.
 * It is the parent of a shell process that takes the server down when the pipe from its parent
 * ends; so the server goes with this process however that goes. It ends when the server does, when
 * the server was idle for long enough, or when it is told to by a signal.
 */
final class Keeper {

  /** The line that says to the child that nothing is in the making any more. */
  static final String SETTLED = "settled";

  private static final long LOOK_MILLIS = 500;
  private static final long END_SECONDS = 20;

  private final Entry entry;
  private final Process child;
  private volatile boolean settled;
  private List<ProcessHandle> below = List.of();
  private boolean noted;
  private final Set<String> said = new HashSet<>();

  private Keeper(Entry entry, Process child) {
    this.entry = entry;
    this.child = child;
  }

  /**
   * Takes the server's directory, how many lines follow, that many lines for the child, and the
   * child's command.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Entry entry = new Entry(Path.of(arguments[0]));
    int command = 2 + Integer.parseInt(arguments[1]);
    List<String> lines = Arrays.asList(arguments).subList(2, command);
    Process child =
        new ProcessBuilder(Arrays.asList(arguments).subList(command, arguments.length))
            .directory(new File("/"))
            .redirectErrorStream(true)
            .redirectOutput(entry.said().toFile())
            .start();
    Keeper keeper = new Keeper(entry, child);
    Runtime.getRuntime().addShutdownHook(new Thread(keeper::endChild, "deploy-pipeline-keeper"));
    for (String line : lines) {
      keeper.tell(line);
    }
    PrivateFiles.write(entry.keeper(), Owner.ofThisProcess().text());
    System.out.println(KeeperLaunch.READY);
    System.out.close();
    keeper.keep();
  }

  private void keep() throws IOException, InterruptedException {
    try (Vigil vigil = new Vigil(entry, InstantSource.system(), this::warnOnce)) {
      while (!child.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        noteProcesses();
        if (vigil.look() != Vigil.Decision.STAY) {
          break;
        }
      }
      endChild();
      // Left over only if somebody killed the child.
      below.forEach(ProcessHandle::destroyForcibly);
      // While a build owns it, the build wants to read why the server ended, and removes it.
      if (entry.exists() && vigil.owns()) {
        PrivateFiles.deleteTree(entry.directory());
      }
    }
  }

  /** For whoever finds that this process and its child were killed together. */
  private void noteProcesses() {
    settled = settled || entry.isComplete();
    if (noted || !settled) {
      return;
    }
    below = child.descendants().toList();
    try {
      StringBuilder text = new StringBuilder();
      for (ProcessHandle process : below) {
        Optional<Owner> owner = Owner.ifAlive(process.pid());
        text.append(owner.map(Owner::text).orElse(""));
      }
      PrivateFiles.write(entry.processes(), text.toString());
      noted = true;
    } catch (IOException e) {
      // Tried again at the next look; a full disk is no reason to stop a server.
      warnOnce("the server's processes are not written down: " + e);
    }
  }

  private void warnOnce(String message) {
    if (said.add(message)) {
      System.err.println(message);
    }
  }

  private synchronized void endChild() {
    try {
      if (child.isAlive() && settled) {
        tell(SETTLED);
      }
      child.getOutputStream().close();
      if (!child.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
    } catch (IOException e) {
      // The pipe is broken, because the child has ended by itself.
      System.err.println("the pipe to the child is closed: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(String line) throws IOException {
    OutputStream pipe = child.getOutputStream();
    pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    pipe.flush();
  }
}
