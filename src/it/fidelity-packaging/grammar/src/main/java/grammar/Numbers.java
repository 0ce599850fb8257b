package grammar;

import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

public class Numbers {
  public static int count(String text) {
    return new SumParser(new CommonTokenStream(new SumLexer(CharStreams.fromString(text)))).sum().NUMBER().size();
  }
}
