package shop.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shop.model.LineItem;
import shop.model.Sku;

/** Finds the fewest warehouses that can send an order together, and among those the cheapest. */
public final class WarehouseAllocator {

  /** A place that goods are sent from. */
  public record Warehouse(String name, int shippingCents, Map<Sku, Integer> pieces) {}

  private final List<Warehouse> warehouses;

  public WarehouseAllocator(List<Warehouse> warehouses) {
    if (warehouses.size() > 20) {
      throw new IllegalArgumentException("at most 20 warehouses, not " + warehouses.size());
    }
    this.warehouses = List.copyOf(warehouses);
  }

  /** The warehouses to send from; empty when even all of them have too little. */
  public List<Warehouse> choose(List<LineItem> lines) {
    int best = 0;
    for (int set = 1; set < 1 << warehouses.size(); set++) {
      if ((best == 0 || isBetter(set, best)) && suffices(set, lines)) {
        best = set;
      }
    }
    return members(best);
  }

  /** Pieces per warehouse for one line, the first chosen warehouse giving as much as it has. */
  public static Map<String, Integer> split(LineItem line, List<Warehouse> chosen) {
    Map<String, Integer> parts = new LinkedHashMap<>();
    int open = line.quantity();
    for (Warehouse warehouse : chosen) {
      int part = Math.min(open, warehouse.pieces().getOrDefault(line.sku(), 0));
      if (part > 0) {
        parts.put(warehouse.name(), part);
        open -= part;
      }
    }
    if (open > 0) {
      throw new IllegalArgumentException(
          open + " pieces of " + line.sku() + " are in no chosen warehouse");
    }
    return parts;
  }

  private boolean isBetter(int set, int best) {
    int fewer = Integer.compare(Integer.bitCount(set), Integer.bitCount(best));
    return fewer < 0 || fewer == 0 && cost(set) < cost(best);
  }

  private boolean suffices(int set, List<LineItem> lines) {
    for (LineItem line : lines) {
      int pieces = 0;
      for (int i = 0; i < warehouses.size(); i++) {
        if ((set & 1 << i) != 0) {
          pieces += warehouses.get(i).pieces().getOrDefault(line.sku(), 0);
        }
      }
      if (pieces < line.quantity()) {
        return false;
      }
    }
    return true;
  }

  private int cost(int set) {
    return members(set).stream().mapToInt(Warehouse::shippingCents).sum();
  }

  private List<Warehouse> members(int set) {
    List<Warehouse> members = new ArrayList<>();
    for (int i = 0; i < warehouses.size(); i++) {
      if ((set & 1 << i) != 0) {
        members.add(warehouses.get(i));
      }
    }
    return members;
  }
}
