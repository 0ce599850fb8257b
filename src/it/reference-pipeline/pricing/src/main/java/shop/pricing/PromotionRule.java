package shop.pricing;

/** A named rule; promotions with a higher priority are applied first. */
public record PromotionRule(String name, int priority, Condition condition, Effect effect) {}
