package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.broker.Recipe.Past;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one run tells the next. */
class RecipeBookTest {

  @TempDir private Path directory;

  private static CreateCall call(String text) {
    return CreateCall.of(
        ApiTarget.of("/v1.41/containers/create?name=random-" + text.length()).orElseThrow(),
        Json.readObject(text.replace('\'', '"')).orElseThrow());
  }

  @Test
  void labelsNamesAndOrderDoNotMakeAnotherContainer() {
    String one = call("{'Image':'a','Env':['A=1'],'Labels':{'session':'1'}}").fingerprint();

    assertThat(call("{'Env':['A=1'],  'Image':'a','Labels':{'other':'2'}}").fingerprint())
        .isEqualTo(one);
    assertThat(call("{'Env':['A=2'],'Image':'a'}").fingerprint()).isNotEqualTo(one);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    FileCopy copy =
        new FileCopy(List.of(new ApiTarget.Parameter("path", "/x")), "d", new byte[] {1, 2});
    Recipe recipe =
        new Recipe(
            call("{'Image':'a'}"),
            List.of(copy),
            new ReadyMark(List.of(new ReadyMark.Line(true, "ready", 2)), false, Optional.of("{}")),
            new Past(3, 2, 1, 0, 1200));
    RecipeFile file = new RecipeFile(directory.resolve("deep/recipes.json"));

    file.write(List.of(recipe));

    Recipe read = file.read().recipes().get(0);
    assertThat(read.call()).isEqualTo(recipe.call());
    assertThat(read.ready()).isEqualTo(recipe.ready());
    assertThat(read.past()).isEqualTo(recipe.past());
    assertThat(read.files().get(0).isSame(copy)).isTrue();
    assertThat(read.files().get(0).tar()).containsExactly(1, 2);
    assertThat(directory.resolve("deep"))
        .isDirectoryContaining(path -> path.endsWith("recipes.json"));
    assertThat(directory.resolve("deep/.gitignore")).hasContent("*");
    try (var left = Files.list(directory.resolve("deep"))) {
      assertThat(left).hasSize(2); // no temporary file
    }
  }

  @Test
  void aDamagedFileCostsItsContentOnly() throws IOException {
    Path path = directory.resolve("recipes.json");
    for (String damaged :
        List.of("", "{", "[]", "{\"schema\":1}", "{\"schema\":1,\"recipes\":[{}]}")) {
      Files.writeString(path, damaged);
      RecipeFile.Content content = new RecipeFile(path).read();
      assertThat(content.recipes()).isEmpty();
      assertThat(content.problem()).as(damaged).isPresent();
      assertThat(content.future()).isFalse();
    }
  }

  @Test
  void theNextRunExpectsWhatThisOneUsed() {
    RecipeBook book = new RecipeBook(List.of());
    CreateCall late = call("{'Image':'late'}");
    CreateCall early = call("{'Image':'early'}");
    use(book, early);
    use(book, early);
    book.released(early.fingerprint());
    use(book, early);
    use(book, late);

    RecipeBook next = new RecipeBook(book.forNextRun());

    assertThat(next.likely())
        .extracting(recipe -> recipe.call().image())
        .containsExactly("early", "late");
    assertThat(next.likely().get(0).past()).isEqualTo(new Past(3, 2, 0, 0, 0));
    assertThat(next.expected(early.fingerprint())).isEqualTo(3);
    next.asked(early.fingerprint());
    assertThat(next.expected(early.fingerprint())).isEqualTo(2);
    assertThat(next.expected(late.fingerprint())).isEqualTo(1);
  }

  private static void use(RecipeBook book, CreateCall call) {
    book.asked(call.fingerprint());
    book.started(call, List.of());
  }

  @Test
  void whatIsNeverAskedForAgainIsNotStartedForLong() {
    RecipeBook book = new RecipeBook(List.of());
    use(book, call("{'Image':'a','Env':['RANDOM=1']}"));
    List<Integer> likely = new ArrayList<>();
    for (int run = 0; run < 12; run++) {
      book = new RecipeBook(book.forNextRun());
      likely.add(book.likely().size());
    }
    assertThat(likely).containsExactly(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(book.forNextRun()).isEmpty();
  }

  @Test
  void aRecipeThatFailsOnceIsTriedAgainInTheNextRun() {
    RecipeBook first = new RecipeBook(List.of());
    CreateCall call = call("{'Image':'a'}");
    use(first, call);
    List<Integer> likely = new ArrayList<>();
    RecipeBook book = new RecipeBook(first.forNextRun());
    for (int run = 0; run < 4; run++) {
      likely.add(book.likely().size());
      book.asked(call.fingerprint());
      book.unfit(call.fingerprint());
      assertThat(book.recipe(call.fingerprint())).isEmpty();
      book = new RecipeBook(book.forNextRun());
    }
    assertThat(likely).containsExactly(1, 1, 1, 0);
  }

  @Test
  void aRecipeWhoseContainersArePreparedOtherwiseIsLearnedAnew() {
    RecipeBook first = new RecipeBook(List.of());
    CreateCall call = call("{'Image':'a'}");
    use(first, call);
    RecipeBook book = new RecipeBook(first.forNextRun());
    book.asked(call.fingerprint());
    book.outdated(call.fingerprint());
    assertThat(book.forNextRun()).isEmpty();
  }

  @Test
  void filesThatDifferEachTimeMakeNoRecipe() {
    RecipeBook book = new RecipeBook(List.of());
    CreateCall call = call("{'Image':'a'}");
    for (String digest : List.of("1", "2")) {
      book.asked(call.fingerprint());
      book.started(call, List.of(new FileCopy(List.of(), digest, new byte[0])));
    }
    assertThat(book.forNextRun()).isEmpty();
  }

  @Test
  void aServerThatStartsTwiceIsReadyTheSecondTime() {
    LogLines cold =
        new LogLines(
            List.of("init 1"), List.of("2026-01-01 ready pid 5", "stop", "2026-01-02 ready pid 9"));
    ReadyMark mark = ReadyMark.of(cold, true, Optional.empty());

    assertThat(mark.isReached(new LogLines(List.of("init 7"), List.of("2027-05-05 ready pid 1"))))
        .isFalse();
    assertThat(
            mark.isReached(
                new LogLines(
                    List.of("init 7"),
                    List.of("2027-05-05 ready pid 1", "stop", "more", "2027-05-05 ready pid 3"))))
        .isTrue();
    assertThat(ReadyMark.unknown().isReached(cold)).isFalse();
  }
}
