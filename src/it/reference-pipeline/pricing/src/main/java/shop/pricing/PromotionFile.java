package shop.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import shop.model.Money;
import shop.model.Sku;

/** Reads promotion files; the language is in {@code Promotion.g4}. */
public final class PromotionFile {

  private PromotionFile() {}

  /** The promotions of a file, highest priority first. */
  public static List<PromotionRule> parse(String text) {
    PromotionLexer lexer = new PromotionLexer(CharStreams.fromString(text));
    PromotionParser parser = new PromotionParser(new CommonTokenStream(lexer));
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    lexer.addErrorListener(new Complain());
    parser.addErrorListener(new Complain());
    List<PromotionRule> rules = new ArrayList<>();
    for (PromotionParser.PromotionContext rule : parser.file().promotion()) {
      rules.add(rule(rule));
    }
    rules.sort(Comparator.comparingInt(PromotionRule::priority).reversed());
    return rules;
  }

  private static PromotionRule rule(PromotionParser.PromotionContext context) {
    String quoted = context.STRING().getText();
    int priority = context.INT() == null ? 0 : Integer.parseInt(context.INT().getText());
    Condition condition =
        context.condition() == null
            ? new Condition.Always()
            : new Conditions().visit(context.condition());
    return new PromotionRule(
        quoted.substring(1, quoted.length() - 1),
        priority,
        condition,
        new Effects().visit(context.effect()));
  }

  private static Money money(PromotionParser.AmountContext context) {
    BigDecimal number = new BigDecimal(context.number().getText());
    try {
      return new Money(number.movePointRight(2).longValueExact(), context.NAME().getText());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw wrong(context, "'" + context.getText() + "' is no amount such as 12.50 EUR");
    }
  }

  private static PromotionSyntaxException wrong(ParserRuleContext context, String message) {
    return new PromotionSyntaxException(
        context.getStart().getLine(), context.getStart().getCharPositionInLine() + 1, message);
  }

  private static final class Conditions extends PromotionBaseVisitor<Condition> {
    @Override
    public Condition visitBoth(PromotionParser.BothContext c) {
      return new Condition.And(visit(c.condition(0)), visit(c.condition(1)));
    }

    @Override
    public Condition visitEither(PromotionParser.EitherContext c) {
      return new Condition.Or(visit(c.condition(0)), visit(c.condition(1)));
    }

    @Override
    public Condition visitNegation(PromotionParser.NegationContext c) {
      return new Condition.Not(visit(c.condition()));
    }

    @Override
    public Condition visitGroup(PromotionParser.GroupContext c) {
      return visit(c.condition());
    }

    @Override
    public Condition visitTotal(PromotionParser.TotalContext c) {
      return new Condition.Total(comparison(c.comparison()), money(c.amount()));
    }

    @Override
    public Condition visitPieces(PromotionParser.PiecesContext c) {
      return new Condition.Pieces(comparison(c.comparison()), Integer.parseInt(c.INT().getText()));
    }

    @Override
    public Condition visitContains(PromotionParser.ContainsContext c) {
      return new Condition.Contains(new Sku(c.SKU().getText()));
    }

    @Override
    public Condition visitCustomer(PromotionParser.CustomerContext c) {
      return new Condition.CustomerIs(c.NAME().getText());
    }

    private static Condition.Comparison comparison(PromotionParser.ComparisonContext c) {
      return switch (c.getText()) {
        case ">=" -> Condition.Comparison.AT_LEAST;
        case ">" -> Condition.Comparison.MORE;
        case "<=" -> Condition.Comparison.AT_MOST;
        default -> Condition.Comparison.LESS;
      };
    }
  }

  private static final class Effects extends PromotionBaseVisitor<Effect> {
    @Override
    public Effect visitPercentOff(PromotionParser.PercentOffContext c) {
      Sku sku = c.SKU() == null ? null : new Sku(c.SKU().getText());
      try {
        return new Effect.PercentOff(new BigDecimal(c.number().getText()), sku);
      } catch (IllegalArgumentException e) {
        throw wrong(c, e.getMessage());
      }
    }

    @Override
    public Effect visitAmountOff(PromotionParser.AmountOffContext c) {
      return new Effect.AmountOff(money(c.amount()));
    }

    @Override
    public Effect visitFreeShipping(PromotionParser.FreeShippingContext c) {
      return new Effect.FreeShipping();
    }

    @Override
    public Effect visitMultiBuy(PromotionParser.MultiBuyContext c) {
      int pay = Integer.parseInt(c.INT(0).getText());
      int of = Integer.parseInt(c.INT(1).getText());
      try {
        return new Effect.MultiBuy(pay, of, new Sku(c.SKU().getText()));
      } catch (IllegalArgumentException e) {
        throw wrong(c, e.getMessage());
      }
    }
  }

  private static final class Complain extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object symbol,
        int line,
        int at,
        String message,
        RecognitionException e) {
      throw new PromotionSyntaxException(line, at + 1, message);
    }
  }
}
