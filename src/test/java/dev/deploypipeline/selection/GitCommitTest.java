package dev.deploypipeline.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCommitTest {

  @TempDir private Path clone;

  private void write(String file, String text) throws Exception {
    Path path = clone.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void aBranchIsFollowed() throws Exception {
    write(".git/HEAD", "ref: refs/heads/main\n");
    write(".git/refs/heads/main", "abc\n");
    assertThat(GitCommit.of(Files.createDirectories(clone.resolve("a/b")))).contains("abc");
  }

  @Test
  void aBranchMayBePacked() throws Exception {
    write(".git/HEAD", "ref: refs/heads/main\n");
    write(".git/packed-refs", "# pack-refs\nxyz refs/heads/domain\nabc refs/heads/main\n");
    assertThat(GitCommit.of(clone)).contains("abc");
  }

  @Test
  void aServerOftenChecksOutNoBranch() throws Exception {
    write(".git/HEAD", "abc\n");
    assertThat(GitCommit.of(clone)).contains("abc");
  }

  @Test
  void aWorktreeHasItsBranchesElsewhere() throws Exception {
    write("main/.git/worktrees/w/HEAD", "ref: refs/heads/side\n");
    write("main/.git/worktrees/w/commondir", "../..\n");
    write("main/.git/refs/heads/side", "abc\n");
    write("w/.git", "gitdir: ../main/.git/worktrees/w\n");
    assertThat(GitCommit.of(clone.resolve("w"))).contains("abc");
  }

  @Test
  void aBranchWithoutACommitHasNone() throws Exception {
    write(".git/HEAD", "ref: refs/heads/main\n");
    assertThat(GitCommit.of(clone)).isEmpty();
  }
}
