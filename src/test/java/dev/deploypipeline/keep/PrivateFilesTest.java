package dev.deploypipeline.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

  @TempDir private Path temp;

  @Test
  void directoriesAndFilesAreTheirUsersAlone() throws Exception {
    Path directory = temp.resolve("a/kept");
    PrivateFiles.makeDirectory(directory);
    Path file = directory.resolve("file");
    PrivateFiles.write(file, "s3cret");
    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(directory.toFile().list()).containsExactly("file");
    assertThatCode(() -> PrivateFiles.makeDirectory(directory)).doesNotThrowAnyException();
  }

  @Test
  void aDirectoryThatOthersCanReadIsRefusedWithWhatToDo() throws Exception {
    Path directory = Files.createDirectory(temp.resolve("open"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> PrivateFiles.makeDirectory(directory))
        .hasMessage(
            "servers cannot be kept, because '%s' can be reached by other users (rwxr-x---), and passwords are there. Perhaps you should run: chmod 700 %s",
            directory, directory);
  }

  @Test
  void aLinkIsRefused() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp);
    assertThatThrownBy(() -> PrivateFiles.makeDirectory(link))
        .hasMessageContaining("is a symbolic link");
  }

  @Test
  void whatBelongsToAnotherUserIsRefused() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Path directory = temp.resolve("theirs");
    PrivateFiles.makeDirectory(directory);
    Files.setOwner(
        directory,
        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThatThrownBy(() -> PrivateFiles.check(directory))
        .hasMessageContaining("belongs to 'nobody'");
  }

  @Test
  void aTreeIsRemovedWithoutFollowingLinks() throws Exception {
    Path outside = Files.writeString(temp.resolve("outside"), "stays");
    Path tree = Files.createDirectories(temp.resolve("tree/below"));
    Files.createSymbolicLink(tree.resolve("link"), outside);
    PrivateFiles.deleteTree(temp.resolve("tree"));
    PrivateFiles.deleteTree(temp.resolve("tree"));
    assertThat(temp.resolve("tree")).doesNotExist();
    assertThat(outside).exists();
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
