package dev.deploypipeline.build;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A project with a copy of our {@code mvnw}, a small fake Maven to fetch, and a PATH that holds
 * what a test puts there. All paths contain spaces.
 */
final class WrapperProject {
  /** What the script needs of a POSIX system. */
  private static final List<String> POSIX =
      List.of(
          "basename",
          "cat",
          "cp",
          "dirname",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sed",
          "tail",
          "tr");

  private static final String DISTRIBUTION = "apache-maven-9.9.9";
  private static final Path MVNW =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir")), "mvnw");

  final Path zip;
  final Path home;
  final Path commands;
  private final Path base;
  private final Map<String, String> environment = new HashMap<>();

  WrapperProject(Path folder) throws IOException {
    base = Files.createDirectories(folder.resolve("a project"));
    home = Files.createDirectories(folder.resolve("a home"));
    commands = Files.createDirectories(folder.resolve("the commands"));
    Path site = Files.createDirectories(folder.resolve("the site"));
    zip = site.resolve(DISTRIBUTION + "-bin.zip");
    writeZip(zip);
    Files.copy(MVNW, base.resolve("mvnw"));
    if (!base.resolve("mvnw").toFile().setExecutable(true)) {
      throw new IOException("Cannot make mvnw executable");
    }
    for (String command : POSIX) {
      link(command);
    }
    environment.put("PATH", commands.toString());
    environment.put("HOME", home.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"); // faster
    properties(url(), sha512(zip));
  }

  /** Puts a command of this machine on the project's PATH. */
  void link(String command) throws IOException {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      Path there = Path.of(folder, command);
      if (Files.isExecutable(there)) {
        command(command, "exec '" + there + "' \"$@\"");
        return;
      }
    }
    throw new IOException(command + " is not on PATH. Perhaps you should install it.");
  }

  /** Puts a shell script on the project's PATH. */
  void command(String name, String script) throws IOException {
    executable(commands.resolve(name), script);
  }

  /** Writes an executable shell script. */
  static void executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("Cannot make executable: " + file);
    }
  }

  /** Sets a variable of the environment, or removes it where {@code value} is null. */
  void environment(String name, String value) {
    if (value == null) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
  }

  void properties(String url, String sum) throws IOException {
    Path file = base.resolve(".mvn/wrapper/maven-wrapper.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "distributionUrl=" + url + "\ndistributionSha512Sum=" + sum);
  }

  String url() {
    return zip.toUri().toString();
  }

  static Path dists(Path mavenHome) {
    return mavenHome.resolve("wrapper/dists").resolve(DISTRIBUTION);
  }

  /** The distributions and whatever else lies beside them. */
  static List<Path> left(Path mavenHome) throws IOException {
    if (!Files.exists(dists(mavenHome))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dists(mavenHome))) {
      return files.toList();
    }
  }

  /** Starts {@code mvnw}, from outside its folder. */
  Process start(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(base.resolve("mvnw").toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.directory(home.toFile()).environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Runs {@code mvnw} to its end. */
  Result run(String... arguments) throws IOException, InterruptedException {
    return Result.of(start(arguments));
  }

  record Result(int code, String output) {
    static Result of(Process process) throws IOException, InterruptedException {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("mvnw did not end: " + output);
      }
      return new Result(process.exitValue(), output);
    }
  }

  static String sha512(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
      return String.format("%0128x", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private static void writeZip(Path zip) throws IOException {
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry(DISTRIBUTION + "/"));
      out.putNextEntry(new ZipEntry(DISTRIBUTION + "/lib/core.jar"));
      out.write(new byte[100_000]);
      out.putNextEntry(new ZipEntry(DISTRIBUTION + "/bin/mvn"));
      out.write(
          "#!/bin/sh\nfor argument; do echo \"<$argument>\"; done\nexit 7\n"
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
