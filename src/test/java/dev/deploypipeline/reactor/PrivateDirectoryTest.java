package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.keep.Owner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {

  @TempDir private Path temporary;

  private Path left(String name, Owner owner) throws IOException {
    Path directory = Files.createDirectory(temporary.resolve("deploy-pipeline-" + name));
    Properties labels = new Properties();
    labels.putAll(owner.labels());
    try (OutputStream out = Files.newOutputStream(directory.resolve("owner.properties"))) {
      labels.store(out, null);
    }
    Files.writeString(directory.resolve("handshake-1.properties"), "token=x");
    return directory;
  }

  @Test
  void onlyItsUserCanReadItAndItGoesWithAllItHolds() throws Exception {
    PrivateDirectory directory = new PrivateDirectory(temporary);
    Path path = directory.path();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
    assertThat(directory.path()).isEqualTo(path);
    Files.writeString(path.resolve("handshake"), "token");

    directory.remove();

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatABuildLeftThatWasKilledIsRemovedByTheNextOne() throws Exception {
    Owner self = Owner.ofThisProcess();
    Path left = left("left", new Owner(self.host(), self.boot(), self.pid(), "another start"));

    Path own = new PrivateDirectory(temporary).path();

    assertThat(left).doesNotExist();
    assertThat(own).exists();
  }

  @Test
  void whatALivingBuildAnotherMachineOrAnotherProgramHasThereStays() throws Exception {
    Owner self = Owner.ofThisProcess();
    Path living = left("living", self);
    Path elsewhere = left("elsewhere", new Owner("elsewhere", self.boot(), 1, "1"));
    Path unknown = Files.createDirectory(temporary.resolve("deploy-pipeline-postgres-1"));

    new PrivateDirectory(temporary).path();

    assertThat(living).exists();
    assertThat(elsewhere).exists();
    assertThat(unknown).exists();
  }
}
