package dev.deploypipeline.fidelity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What a build left in its output folders.
 *
 * @param contents globs of the files whose content counts
 * @param presence globs of the files that must be there and not empty, whatever they hold
 * @param ignored globs of the files that do not count at all; they win over the others
 * @param reproducible whether the archives must be equal byte by byte, and not only by the content
 *     of their entries
 */
record OutputFiles(
    List<String> contents, List<String> presence, List<String> ignored, boolean reproducible) {

  /**
   * Facts named by file, and by entry for archives; the value is a SHA-256 digest, or the size's
   * kind.
   */
  SortedMap<String, String> facts(Path root) throws IOException {
    SortedMap<String, String> facts = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path relative = root.relativize(file);
      String name = "file " + Globs.slashed(relative);
      if (Globs.match(ignored, relative)) {
        continue;
      }
      if (Globs.match(presence, relative)) {
        facts.put(name, Files.size(file) == 0 ? "empty" : "not empty");
      } else if (Globs.match(contents, relative)) {
        if (Globs.match(List.of("**/*.{jar,war,zip}"), relative)) {
          addArchive(name, file, facts);
        } else {
          facts.put(name, digest(withoutLocation(Files.readAllBytes(file), root)));
        }
      }
      if (relative.getFileName().toString().equals("jacoco.xml")) {
        addCoverage(name, file, facts);
      }
    }
    return facts;
  }

  private void addArchive(String name, Path file, SortedMap<String, String> facts)
      throws IOException {
    facts.put(name, reproducible ? digest(Files.readAllBytes(file)) : "present");
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        facts.merge(
            name + "!/" + entry.getName(),
            digest(zip.readAllBytes()),
            (one, other) -> one + ", " + other);
      }
    }
  }

  /**
   * The counters of the whole report, its packages and its classes; session names and times differ
   * by nature.
   */
  private static void addCoverage(String name, Path file, SortedMap<String, String> facts)
      throws IOException {
    NodeList counters = Xml.read(file).getElementsByTagName("counter");
    for (int i = 0; i < counters.getLength(); i++) {
      Element counter = (Element) counters.item(i);
      Element owner = (Element) counter.getParentNode();
      if (!owner.getTagName().equals("method")) {
        String of = owner.getTagName() + " " + owner.getAttribute("name");
        facts.put(
            "coverage in " + name + " of " + of + ", " + counter.getAttribute("type"),
            counter.getAttribute("covered")
                + " covered, "
                + counter.getAttribute("missed")
                + " missed");
      }
    }
  }

  /**
   * Logs, file lists and generated scripts name their folder, which differs between the two builds
   * by nature.
   */
  private static byte[] withoutLocation(byte[] content, Path root) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    String location =
        new String(root.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return text.replace(location, "@root@").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String digest(byte[] content) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(sha).substring(0, 16) + ", " + content.length + " bytes";
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(
          new IOException("This JDK lacks SHA-256. Perhaps you should use another one.", e));
    }
  }
}
