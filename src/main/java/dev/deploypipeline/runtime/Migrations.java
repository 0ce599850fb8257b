package dev.deploypipeline.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * SQL files in the order in which they run: those with a version in the order of their versions,
 * then the others by name, then the repeatable ones by name. The names are those of Flyway ({@code
 * V1_2__create_orders.sql}, {@code R__views.sql}); undo files ({@code U1__...}) are left out.
 *
 * @param files the files, in their order
 */
record Migrations(List<Migrations.File> files) {

  /**
   * One file.
   *
   * @param path where it is
   * @param name relative to the directory, with slashes
   * @param sql what it holds, without a byte order mark
   */
  record File(Path path, String name, String sql) {}

  private static final Pattern VERSIONED =
      Pattern.compile("V(?<version>[0-9]+(?:[._][0-9]+)*)__.*\\.sql", Pattern.CASE_INSENSITIVE);
  private static final Pattern REPEATABLE =
      Pattern.compile("R__.*\\.sql", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNDO =
      Pattern.compile("U[0-9]+(?:[._][0-9]+)*__.*\\.sql", Pattern.CASE_INSENSITIVE);

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private static final Comparator<File> BY_NAME = Comparator.comparing(File::name);

  /**
   * Reads a directory and those below it.
   *
   * @throws IOException if it is missing or holds no SQL file, if two files have one version, or if
   *     one is not UTF-8; the message says what to do
   */
  static Migrations in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(
          "the directory of migrations '"
              + directory
              + "' does not exist. Perhaps you should correct <migrations>.");
    }
    List<File> versioned = new ArrayList<>();
    List<File> plain = new ArrayList<>();
    List<File> repeatable = new ArrayList<>();
    for (Path path : sqlFiles(directory)) {
      String name = path.getFileName().toString();
      File file =
          new File(path, directory.relativize(path).toString().replace('\\', '/'), text(path));
      if (VERSIONED.matcher(name).matches()) {
        versioned.add(file);
      } else if (REPEATABLE.matcher(name).matches()) {
        repeatable.add(file);
      } else if (!UNDO.matcher(name).matches()) {
        plain.add(file);
      }
    }
    versioned.sort((one, other) -> compare(version(one), version(other)));
    refuseTwins(versioned);
    plain.sort(BY_NAME);
    repeatable.sort(BY_NAME);
    List<File> all = Stream.of(versioned, plain, repeatable).flatMap(List::stream).toList();
    if (all.isEmpty()) {
      throw new IOException(
          "the directory of migrations '"
              + directory
              + "' holds no .sql file. Perhaps you should correct <migrations>.");
    }
    return new Migrations(all);
  }

  private static List<Path> sqlFiles(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(Files::isRegularFile)
          .filter(path -> path.toString().toLowerCase(Locale.ROOT).endsWith(".sql"))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String text(Path path) throws IOException {
    try {
      String sql = Files.readString(path, StandardCharsets.UTF_8);
      // Editors put it there; PostgreSQL takes it for a syntax error.
      return sql.startsWith(BYTE_ORDER_MARK) ? sql.substring(BYTE_ORDER_MARK.length()) : sql;
    } catch (CharacterCodingException e) {
      throw new IOException(
          "the migration '" + path + "' is not UTF-8. Perhaps you should convert it.", e);
    }
  }

  /** The numbers of its version, of any length: many people use timestamps. */
  private static List<BigInteger> version(File file) {
    Matcher matcher = VERSIONED.matcher(file.path().getFileName().toString());
    if (!matcher.matches()) {
      throw new IllegalStateException(file.name() + " has no version");
    }
    return Arrays.stream(matcher.group("version").split("[._]", -1)).map(BigInteger::new).toList();
  }

  /** 1 is before 1.1, 1.9 before 1.10, and 1 is the same as 1.0. */
  private static int compare(List<BigInteger> one, List<BigInteger> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      int result = part(one, i).compareTo(part(other, i));
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  private static BigInteger part(List<BigInteger> version, int index) {
    return index < version.size() ? version.get(index) : BigInteger.ZERO;
  }

  private static void refuseTwins(List<File> versioned) throws IOException {
    for (int i = 1; i < versioned.size(); i++) {
      File before = versioned.get(i - 1);
      File file = versioned.get(i);
      if (compare(version(before), version(file)) == 0) {
        throw new IOException(
            "the migrations '%s' and '%s' have one version. Perhaps you should rename one."
                .formatted(before.name(), file.name()));
      }
    }
  }

  /** A name for the content: other files, other names or other SQL give another hash. */
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (File file : files) {
        for (String part : List.of(file.name(), file.sql())) {
          byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
          digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
          digest.update(bytes);
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 24);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
