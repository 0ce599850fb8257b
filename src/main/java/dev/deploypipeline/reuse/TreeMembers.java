package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Collects what a directory's digest is made of. For one use. */
final class TreeMembers {

  /** Reads a file of which the system was asked already. */
  @FunctionalInterface
  interface Reader {
    Digest read(Path file, Stat stat) throws IOException;
  }

  /** A directory that the way down led through. */
  private record Place(long device, long inode) {}

  private final Predicate<String> wanted;
  private final Reader reader;
  private final SortedMap<String, Digest> members = new TreeMap<>();
  private final Set<Place> above = new HashSet<>();

  private TreeMembers(Predicate<String> wanted, Reader reader) {
    this.wanted = wanted;
    this.reader = reader;
  }

  static SortedMap<String, Digest> of(
      Path directory, Stat stat, Predicate<String> wanted, Reader reader) throws IOException {
    TreeMembers members = new TreeMembers(wanted, reader);
    members.descend(directory, stat, "");
    return members.members;
  }

  /** Returns whether there was anything in it. */
  private boolean descend(Path directory, Stat stat, String prefix) throws IOException {
    Place place = new Place(stat.device(), stat.inode());
    if (!above.add(place)) {
      add(prefix, Digest.ofAll("link to above", Files.readSymbolicLink(directory).toString()));
      return true;
    }
    boolean any = false;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        any = true;
        visit(entry, prefix + entry.getFileName());
      }
    }
    above.remove(place);
    return any;
  }

  private void visit(Path entry, String name) throws IOException {
    Stat stat;
    try {
      stat = Stat.of(entry);
    } catch (FileSystemException e) {
      leadsNowhere(entry, name, e);
      return;
    }
    if (stat.directory()) {
      if (!descend(entry, stat, name + "/")) {
        add(name + "/", Digest.ofAll("empty directory"));
      }
    } else if (wanted.test(name)) {
      Digest content =
          stat.file() ? reader.read(entry, stat) : Digest.ofAll("neither file nor directory");
      members.put(name, stat.executable() ? Digest.ofAll("executable", content.hex()) : content);
    }
  }

  private void leadsNowhere(Path entry, String name, FileSystemException reason)
      throws IOException {
    try {
      if (!Stat.of(entry, LinkOption.NOFOLLOW_LINKS).link()) {
        throw reason;
      }
      add(name, Digest.ofAll("link to nowhere", Files.readSymbolicLink(entry).toString()));
    } catch (NoSuchFileException e) {
      // Removed since the directory was read: as if it had never been there.
    }
  }

  private void add(String name, Digest digest) {
    if (wanted.test(name)) {
      members.put(name, digest);
    }
  }
}
