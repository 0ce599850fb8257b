package shop.inventory;

import java.util.Random;

/** When to reorder an article, and how much. */
public record ReorderPlanner(double demandPerDay, double deviation, int leadTimeDays) {

  public ReorderPlanner {
    if (demandPerDay < 0 || deviation < 0 || leadTimeDays < 0) {
      throw new IllegalArgumentException("demand, deviation and lead time must not be negative");
    }
  }

  /**
   * The stock at which to order: mean demand of the lead time and a safety margin of that many
   * deviations.
   */
  public int reorderPoint(double safety) {
    return (int)
        Math.ceil(demandPerDay * leadTimeDays + safety * deviation * Math.sqrt(leadTimeDays));
  }

  /** The lot size that balances the cost of orders and of storage. */
  public int lotSize(double costPerOrder, double storagePerPieceAndYear) {
    return (int)
        Math.max(
            1,
            Math.round(Math.sqrt(2 * 365 * demandPerDay * costPerOrder / storagePerPieceAndYear)));
  }

  /** The share of days without shortage in a simulation of that many days. */
  public double serviceLevel(int reorderPoint, int lotSize, int days, long seed) {
    Random random = new Random(seed);
    int[] arriving = new int[leadTimeDays + 1];
    int stock = reorderPoint + lotSize;
    int ordered = 0;
    int good = 0;
    for (int day = 0; day < days; day++) {
      int slot = day % arriving.length;
      stock += arriving[slot];
      ordered -= arriving[slot];
      arriving[slot] = 0;
      int demand = (int) Math.max(0, Math.round(demandPerDay + random.nextGaussian() * deviation));
      good += demand <= stock ? 1 : 0;
      stock = Math.max(0, stock - demand);
      while (stock + ordered <= reorderPoint) {
        arriving[(day + leadTimeDays) % arriving.length] += lotSize;
        ordered += lotSize;
      }
    }
    return (double) good / days;
  }
}
