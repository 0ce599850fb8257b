package shop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void optionsMayStandAnywhereAfterTheCommand() {
    Arguments args = Arguments.parse("import", "--schema=test", "list.csv", "--dry-run");
    assertThat(args.operands()).isEqualTo(List.of("list.csv"));
    assertThat(args.option("schema", "shop")).isEqualTo("test");
    assertThat(args.option("dry-run", "false")).isEqualTo("true");
    assertThat(args.option("colour", "none")).isEqualTo("none");
  }

  @Test
  void aCommandIsNeeded() {
    assertThatThrownBy(Arguments::parse).hasMessageStartingWith("No command given.");
    assertThatThrownBy(() -> Arguments.parse("--schema=x"))
        .hasMessageStartingWith("No command given.");
  }

  @Test
  void anOptionGivenTwiceIsAMistake() {
    assertThatThrownBy(() -> Arguments.parse("sales", "--schema=a", "--schema=b"))
        .hasMessageContaining("twice");
  }

  @Test
  void aMissingOperandIsNamed() {
    assertThatThrownBy(() -> Arguments.parse("sales").operand(0, "a first day"))
        .hasMessage("The command 'sales' needs a first day.");
  }
}
