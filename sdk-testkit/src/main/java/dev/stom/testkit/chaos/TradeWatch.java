package dev.stom.testkit.chaos;

import dev.stom.core.market.Backfill;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Side;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Trade;
import dev.stom.testkit.SimulatedBinance;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.traffic.TapedTrade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Watches over the trades of one instrument: each that the venue printed is delivered once and in
 * order, as it was printed, or lies in a gap that says between which two; and a gap covers nothing
 * else.
 */
final class TradeWatch extends FeedWatch {
  /** The hardly ever traded coins have a trade in this span before any moment. */
  private static final Duration HISTORY = Duration.ofHours(2);

  private static final Duration FAR = Duration.ofDays(1);

  private final SimulatedVenue venue;
  private final String symbol;
  private final boolean numbered;
  private final boolean losesFrames;
  private final boolean refilled;
  private final Backfill backfill;
  private final List<TapedTrade> tape = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private Instant readUpTo;
  private int first = -1; // the place from which on it was live; -1 before
  private int liveSince; // the place of the last time it became live
  private int last = -1; // the place of the trade delivered last; -1 before
  private @Nullable Trade newest; // the trade delivered last
  private int newestSecond; // the length of the tape a second ago
  private int settled; // and the second before: it must have come
  private int scriptEnd = Integer.MAX_VALUE;
  private long gaps;
  private long missed;

  TradeWatch(
      Feed feed, Findings findings, SimulatedVenue venue, ChaosScript script, Backfill backfill) {
    super(feed, findings);
    this.venue = venue;
    symbol = feed.instrument().symbol();
    numbered = venue instanceof SimulatedBinance;
    losesFrames = script.has(ChaosKind::losesFrames);
    this.backfill = backfill;
    refilled = backfill == Backfill.TRADES && !script.has(ChaosKind::touchesRequests);
    readUpTo = venue.now().minus(HISTORY);
    int unused = printed();
  }

  long gaps() {
    return gaps;
  }

  long missed() {
    return missed;
  }

  /** Reads the tape up to now; returns its length. */
  int printed() {
    for (TapedTrade trade : venue.tape(symbol, readUpTo, venue.now().plus(FAR))) {
      if (!places.containsKey(trade.id())) {
        places.put(trade.id(), tape.size());
        tape.add(trade);
        readUpTo = trade.at();
      }
    }
    return tape.size();
  }

  /**
   * A trade waits for those before it: on another connection, and while they are asked for again.
   */
  @Override
  boolean mayComeLate(MarketEvent event) {
    return event.stamp().origin() == Origin.REQUEST
        ? backfill == Backfill.TRADES
        : wasReceivedBefore(notLiveSince(), event);
  }

  @Override
  void firstLive() {
    first = printed();
  }

  @Override
  void live() {
    liveSince = printed();
  }

  @Override
  void checkGap(StreamStatus.Gap told) {
    gaps++;
    if (!Objects.equals(told.afterId(), newest == null ? null : newest.id())) {
      find("a gap after another trade than the last one, " + newest + ": " + told);
    }
    if (told.cause() == StreamStatus.GapCause.CONNECTION_LOST && !hasLost()) {
      find("a gap although no connection was lost: " + told);
    }
    if (told.cause() == StreamStatus.GapCause.OVERFLOW) {
      find("an overflow: " + told);
    }
    if (refilled) {
      find("a gap that requests would have closed: " + told);
    }
  }

  @Override
  void checkEvent(MarketEvent event, StreamStatus.@Nullable Gap before) {
    Trade trade = (Trade) event;
    Integer known = places.get(trade.id());
    if (known == null && printed() > 0) {
      known = places.get(trade.id());
    }
    if (known == null) {
      find("a trade that the venue has not printed: " + trade);
      return;
    }
    checkCopy(trade, tape.get(known));
    if (before != null) {
      checkGapBefore(trade, known, before);
    } else if (last < 0) {
      // Nobody can notice that a frame was lost before the first one.
      if (first >= 0 && known > first && !losesFrames) {
        find("begins with " + known + " instead of " + first + ": " + trade);
      }
    } else if (known != last + 1) {
      find(
          (known <= last ? "again, or out of order: " : (known - last - 1) + " missing before ")
              + trade);
    }
    last = known;
    newest = trade;
  }

  private void checkGapBefore(Trade trade, int place, StreamStatus.Gap gap) {
    if (!trade.id().equals(gap.beforeId())) {
      find("a gap before another trade than the next one, " + trade + ": " + gap);
    }
    if (!Objects.equals(gap.to(), trade.stamp().venueTime())) {
      find("a gap ends at another moment than the next trade, " + trade + ": " + gap);
    }
    Trade previous = newest;
    if (previous == null) {
      return;
    }
    if (!Objects.equals(gap.from(), previous.stamp().venueTime())) {
      find("a gap begins at another moment than the last trade, " + previous + ": " + gap);
    }
    int between = place - last - 1;
    if (between < 0) {
      find("a gap before an older trade, " + trade + ": " + gap);
    } else if (between == 0 && numbered) {
      find("a gap in which nothing is missing: " + gap);
    } else {
      missed += between;
    }
    if (place > liveSince && !losesFrames) {
      find("a gap over trades that were printed while it was live: " + gap);
    }
  }

  private void checkCopy(Trade trade, TapedTrade printed) {
    boolean same =
        trade.price().compareTo(printed.price()) == 0
            && trade.quantity().compareTo(printed.quantity()) == 0
            && trade.takerSide() == (printed.takerBought() ? Side.BUY : Side.SELL)
            && printed.at().equals(trade.stamp().venueTime());
    if (!same) {
      find("differs from what was printed, " + printed + ": " + trade);
    }
  }

  /** The script is over: from now on nothing is lost on connections that live. */
  void scriptEnds() {
    scriptEnd = printed();
  }

  /** A second has passed: what was printed before the last one must have come by now. */
  void second() {
    settled = newestSecond;
    newestSecond = printed();
  }

  /** A trade that must have come and has not; null for none. */
  @Nullable TapedTrade missing() {
    if (first < 0) {
      return null; // it never was live, which is found elsewhere
    }
    for (int place = Math.max(last + 1, first); place < settled; place++) {
      // What is lost shows only with the next trade.
      boolean lostBefore = place < liveSince || (losesFrames && place < scriptEnd);
      if (!lostBefore) {
        return tape.get(place);
      }
    }
    return null;
  }
}
