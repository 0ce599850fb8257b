package shop.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.inventory.WarehouseAllocator.Warehouse;
import shop.model.LineItem;
import shop.model.Money;
import shop.model.RandomShop;
import shop.model.Sku;

class WarehouseAllocatorTest {
  private static final Sku SOCKS = Sku.of("SO", 1);
  private static final Sku SHOES = Sku.of("SH", 2);
  private static final Warehouse NORTH = new Warehouse("north", 300, Map.of(SOCKS, 10));
  private static final Warehouse SOUTH = new Warehouse("south", 500, Map.of(SOCKS, 4, SHOES, 4));
  private static final Warehouse WEST = new Warehouse("west", 400, Map.of(SOCKS, 4, SHOES, 4));

  private final WarehouseAllocator allocator = new WarehouseAllocator(List.of(NORTH, SOUTH, WEST));

  private static LineItem line(Sku sku, int quantity) {
    return new LineItem(sku, quantity, Money.eur(100));
  }

  @Test
  void oneParcelIsBetterThanTwo() {
    assertThat(allocator.choose(List.of(line(SOCKS, 3), line(SHOES, 1)))).containsExactly(WEST);
  }

  @Test
  void theCheapestOfEquals() {
    assertThat(allocator.choose(List.of(line(SOCKS, 2)))).containsExactly(NORTH);
  }

  @Test
  void severalParcelsWhenNobodyHasEnough() {
    List<Warehouse> chosen = allocator.choose(List.of(line(SHOES, 7)));
    assertThat(chosen).containsExactly(SOUTH, WEST);
    assertThat(WarehouseAllocator.split(line(SHOES, 7), chosen))
        .containsExactly(Map.entry("south", 4), Map.entry("west", 3));
  }

  @Test
  void nothingWhenAllTogetherHaveTooLittle() {
    assertThat(allocator.choose(List.of(line(SHOES, 9)))).isEmpty();
    assertThatThrownBy(() -> WarehouseAllocator.split(line(SHOES, 9), List.of(WEST)))
        .hasMessageStartingWith("5 pieces");
  }

  @Test
  void everyChoiceSufficesAndNoWarehouseInItIsSuperfluous() {
    RandomShop shop = new RandomShop(43);
    List<Sku> skus = List.of(SOCKS, SHOES, Sku.of("HA", 3), Sku.of("TI", 4), Sku.of("BE", 5));
    for (int round = 0; round < 60; round++) {
      List<Warehouse> warehouses = new ArrayList<>();
      for (int w = 0; w < 12; w++) {
        Map<Sku, Integer> pieces = new HashMap<>();
        skus.forEach(s -> pieces.put(s, shop.between(0, 5)));
        warehouses.add(new Warehouse("w" + w, shop.between(100, 900), pieces));
      }
      List<LineItem> lines = skus.stream().map(s -> line(s, shop.between(1, 12))).toList();
      List<Warehouse> chosen = new WarehouseAllocator(warehouses).choose(lines);
      assertThat(suffices(chosen, lines)).isTrue();
      for (Warehouse one : chosen) {
        List<Warehouse> others = chosen.stream().filter(w -> w != one).toList();
        assertThat(suffices(others, lines)).isFalse();
      }
    }
  }

  private static boolean suffices(List<Warehouse> warehouses, List<LineItem> lines) {
    return lines.stream()
        .allMatch(
            l ->
                warehouses.stream().mapToInt(w -> w.pieces().getOrDefault(l.sku(), 0)).sum()
                    >= l.quantity());
  }
}
