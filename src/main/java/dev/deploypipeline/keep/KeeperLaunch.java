package dev.deploypipeline.keep;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a {@link Keeper} that belongs to no build: not to its process group, nor to its terminal.
 */
final class KeeperLaunch {

  /** What a keeper says once it has written down who it is and its child runs. */
  static final String READY = "ready";

  /**
   * The shell ends as soon as the keeper is ready, so that the keeper is nobody's child: whoever
   * ends a build with all the processes below it does not end the keeper. Without setsid (macOS) it
   * gets at least a process group of its own, because Ctrl-C reaches the whole group. The shell
   * reads the keeper's word itself: our end of its output is closed when it ends.
   */
  private static final String SCRIPT =
      """
      trap '' INT HUP
      start() {
        if command -v setsid >/dev/null; then setsid "$@" & else set -m; "$@" & fi
      }
      start "$@" | { read -r word; echo "$word"; }
      """;

  private KeeperLaunch() {}

  /**
   * Starts one and waits until it is ready.
   *
   * @param entry whose server it keeps; the caller owns it
   * @param lines what it says to its child at once
   * @param command the child
   * @throws IOException if it does not start; nothing is left running
   */
  static void start(Entry entry, List<String> lines, List<String> command) throws IOException {
    Files.deleteIfExists(entry.keeper());
    Path log = entry.directory().resolve("keeper.log");
    ProcessBuilder builder =
        new ProcessBuilder(words(entry, lines, command))
            // It outlives the build, and must not keep the project's directory in use.
            .directory(new File("/"))
            .redirectError(log.toFile());
    // Meant for Maven and its tests; an agent or a large heap would be here for as long as it runs.
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    Process shell = builder.start();
    shell.getOutputStream().close();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))) {
      if (!READY.equals(out.readLine())) {
        throw new IOException(
            "the process that would keep a server does not start: "
                + String.join(" ", Entry.lines(log)).strip()
                + ". Perhaps you should do without <keep>.");
      }
    }
  }

  private static List<String> words(Entry entry, List<String> lines, List<String> command)
      throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "deploy-pipeline-keeper",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Would leave a file in the temporary directory if it is killed.
                "-XX:-UsePerfData",
                // Part of what an owner is compared by; somebody may have set it for Maven.
                "-Duser.name=" + System.getProperty("user.name"),
                "-cp",
                classPath(),
                Keeper.class.getName(),
                entry.directory().toString(),
                Integer.toString(lines.size())));
    words.addAll(lines);
    words.addAll(command);
    return words;
  }

  private static String classPath() throws IOException {
    try {
      return Path.of(Keeper.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IOException("the plugin does not know where its own classes are", e);
    }
  }
}
