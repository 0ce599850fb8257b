package shop.inventory;

import java.util.List;
import shop.model.LineItem;
import shop.model.Sku;

/** What can be taken from the shelves. */
public interface Stock {

  /** Takes all the lines or none; says what was missing when it took none. */
  List<Shortage> take(List<LineItem> lines);

  void putBack(List<LineItem> lines);

  /** Fewer pieces than wanted. */
  record Shortage(Sku sku, int wanted, int available) {}
}
