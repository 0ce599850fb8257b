package shop.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import shop.model.Sku;
import shop.storage.RedisSpace;

/** Holds pieces for carts for a while; what is not bought in time is free again by itself. */
public final class ReservationBook {
  /**
   * Drops expired holds, sums the others and adds the new one if it fits: all in one step on the
   * server.
   */
  private static final String RESERVE =
      """
      local now, capacity, wanted, expires = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
      local held = 0
      for cart, hold in pairs((function()
          local map, flat = {}, redis.call('HGETALL', KEYS[1])
          for i = 1, #flat, 2 do map[flat[i]] = flat[i + 1] end
          return map
        end)()) do
        local pieces, untilMillis = string.match(hold, '(%d+)@(%d+)')
        if tonumber(untilMillis) <= now then redis.call('HDEL', KEYS[1], cart)
        elseif cart ~= ARGV[5] then held = held + tonumber(pieces) end
      end
      if held + wanted > capacity then return 0 end
      if wanted > 0 then redis.call('HSET', KEYS[1], ARGV[5], ARGV[3] .. '@' .. expires) end
      return 1
      """;

  private final RedisSpace redis;
  private final Duration holdTime;

  public ReservationBook(RedisSpace redis, Duration holdTime) {
    this.redis = redis;
    this.holdTime = holdTime;
  }

  /**
   * Holds pieces for a cart if the other carts leave that many of {@code inStock}; replaces its
   * earlier hold.
   */
  public boolean hold(String cart, Sku sku, int pieces, int inStock) {
    long now = System.currentTimeMillis();
    Object reply =
        redis.eval(
            RESERVE,
            List.of("hold:" + sku),
            List.of(
                String.valueOf(now),
                String.valueOf(inStock),
                String.valueOf(pieces),
                String.valueOf(now + holdTime.toMillis()),
                cart));
    return Optional.of(1L).equals(Optional.ofNullable(reply));
  }

  /** Gives the hold up before its time. */
  public void release(String cart, Sku sku) {
    redis.eval(
        "return redis.call('HDEL', KEYS[1], ARGV[1])", List.of("hold:" + sku), List.of(cart));
  }
}
