package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.market.Tape;
import java.util.ArrayList;
import java.util.List;

/**
 * The trades of one taker order at one price.
 *
 * @param id of the taker order
 * @param price in units of 10⁻⁸
 * @param size of all trades together, in units of 10⁻⁸
 * @param firstId of its first trade
 * @param lastId of its last trade
 * @param millis when
 * @param takerBuys whether the taker bought
 */
record Aggregate(
    long id, long price, long size, long firstId, long lastId, long millis, boolean takerBuys) {

  /** Groups trades, which hold whole taker orders, in order of id. */
  static List<Aggregate> of(List<Tape> trades) {
    List<Aggregate> groups = new ArrayList<>();
    for (Tape trade : trades) {
      int end = groups.size() - 1;
      Aggregate last = end < 0 ? null : groups.get(end);
      if (last != null && last.id() == trade.aggregateId()) {
        groups.set(
            end,
            new Aggregate(
                last.id(),
                last.price(),
                last.size() + trade.size(),
                last.firstId(),
                trade.id(),
                last.millis(),
                last.takerBuys()));
      } else {
        groups.add(
            new Aggregate(
                trade.aggregateId(),
                trade.price(),
                trade.size(),
                trade.id(),
                trade.id(),
                trade.millis(),
                trade.takerBuys()));
      }
    }
    return groups;
  }
}
