package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

  @TempDir private Path directory;

  private void write(String name, String sql) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, sql);
  }

  @Test
  void versionsRunInTheirOrderThenOtherFilesThenRepeatableOnes() throws Exception {
    write("R__views.sql", "r");
    write("V1.10__ten.sql", "a");
    write("V1.9__nine.sql", "b");
    write("V2__two.sql", "c");
    write("later/V1_9_1__between.sql", "d");
    write("data.sql", "e");
    write("U2__undo.sql", "f");
    write("notes.txt", "g");
    assertThat(Migrations.in(directory).files())
        .extracting(Migrations.File::name)
        .containsExactly(
            "V1.9__nine.sql",
            "later/V1_9_1__between.sql",
            "V1.10__ten.sql",
            "V2__two.sql",
            "data.sql",
            "R__views.sql");
  }

  @Test
  void twoFilesOfOneVersionAreRefused() throws Exception {
    write("V1__a.sql", "a");
    write("V1.0__b.sql", "b");
    assertThatThrownBy(() -> Migrations.in(directory))
        .hasMessageContaining("V1__a.sql")
        .hasMessageContaining("V1.0__b.sql")
        .hasMessageContaining("one version");
  }

  @Test
  void aMissingOrEmptyDirectoryIsNamed() {
    assertThatThrownBy(() -> Migrations.in(directory)).hasMessageContaining("holds no .sql file");
    Path missing = directory.resolve("gone");
    assertThatThrownBy(() -> Migrations.in(missing)).hasMessageContaining("'" + missing + "'");
  }

  @Test
  void theHashChangesWithContentAndNameAndWithNothingElse() throws Exception {
    write("V1__a.sql", "create table a()");
    String first = Migrations.in(directory).hash();
    assertThat(Migrations.in(directory).hash()).isEqualTo(first);
    write("V1__a.sql", "create table b()");
    String second = Migrations.in(directory).hash();
    assertThat(second).isNotEqualTo(first);
    Files.move(directory.resolve("V1__a.sql"), directory.resolve("V1__b.sql"));
    assertThat(Migrations.in(directory).hash()).isNotEqualTo(second);
  }

  @Test
  void versionsMayBeTimestampsOfAnyLength() throws Exception {
    write("V20240101120000__later.sql", "a");
    write("V3__first.sql", "b");
    write("V20231231235959123456789__last.sql", "c");
    assertThat(Migrations.in(directory).files())
        .extracting(Migrations.File::name)
        .containsExactly(
            "V3__first.sql", "V20240101120000__later.sql", "V20231231235959123456789__last.sql");
  }

  @Test
  void aFileThatIsNotUtf8IsNamed() throws Exception {
    Files.write(directory.resolve("V1__latin.sql"), new byte[] {'-', '-', ' ', (byte) 0xe4});
    assertThatThrownBy(() -> Migrations.in(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("V1__latin.sql' is not UTF-8")
        .hasMessageContaining("Perhaps you should");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheSql() throws Exception {
    write("V1__a.sql", "\ufeffselect 1");
    assertThat(Migrations.in(directory).files())
        .extracting(Migrations.File::sql)
        .containsExactly("select 1");
  }

  @Test
  void aDirectoryBehindALinkIsRead() throws Exception {
    write("real/V1__a.sql", "select 1");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real"));
    assertThat(Migrations.in(link).files()).hasSize(1);
  }
}
