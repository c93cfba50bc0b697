package dev.stom.kimp;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The exchange rate in force, and what may replace it. Not thread-safe.
 *
 * <p>A rate that lies further from the one in force than allowed is not believed while that one is
 * young enough. So a stray trade or a wrong unit does no harm, and a real jump is followed at the
 * latest when the old rate has run out.
 */
final class RateTrack {
  /** An hour: clocks differ by less, and mistaken time zones by no less. */
  static final Duration FUTURE_TOLERANCE = Duration.ofHours(1);

  private final FxKind kind;
  private final String source;
  private final @Nullable Duration maxAge; // null for never too old
  private final BigDecimal jumpLimit;
  private final @Nullable PriceTrack implied; // null where no stream implies the rate

  private @Nullable Held current; // null while none is known
  private boolean rejecting; // the last rate told was not believed

  RateTrack(
      FxKind kind,
      String source,
      @Nullable Duration maxAge,
      BigDecimal jumpLimit,
      @Nullable PriceTrack implied) {
    this.kind = kind;
    this.source = source;
    this.maxAge = maxAge;
    this.jumpLimit = jumpLimit;
    this.implied = implied;
  }

  boolean isImpliedBy(PriceTrack track) {
    return track == implied;
  }

  /** Takes the price of the market that implies the rate, if it has one. */
  Outcome followImplied(PriceTrack track, Instant now, long nanos) {
    PriceTrack.Held price = track.price();
    if (price == null) {
      return Outcome.NOTHING_NEW;
    }
    return decide(
        new Held(price.value(), price.moment(), price.stamp().receivedAt(), price.arrivedNanos()),
        false,
        now,
        nanos);
  }

  /** Takes a rate that the application tells. */
  Outcome told(FxQuote quote, boolean unchecked, Instant now, long nanos) {
    Held before = current;
    if (before != null && before.says(quote)) {
      return Outcome.NOTHING_NEW;
    }
    return decide(new Held(quote.value(), quote.asOf(), now, nanos), unchecked, now, nanos);
  }

  private Outcome decide(Held next, boolean unchecked, Instant now, long nanos) {
    String objection = unchecked ? null : objection(next, now, nanos);
    if (objection == null) {
      current = next;
      rejecting = false;
      return Outcome.ACCEPTED;
    }
    if (rejecting) {
      return Outcome.NOTHING_NEW;
    }
    rejecting = true;
    return new Outcome(
        false,
        new KimpStatus.FxRejected(
            source, next.value, current == null ? null : current.value, objection, now));
  }

  private @Nullable String objection(Held next, Instant now, long nanos) {
    if (implied == null && next.asOf.isAfter(now.plus(FUTURE_TOLERANCE))) {
      return "it is of " + next.asOf + ", which is yet to come";
    }
    Held before = current;
    if (before == null) {
      return null;
    }
    if (implied == null && next.asOf.isBefore(before.asOf)) {
      return "it is of " + next.asOf + ", older than the rate in force of " + before.asOf;
    }
    if (isTooOld(ageOf(before, now, nanos))) {
      return null;
    }
    BigDecimal distance = next.value.subtract(before.value, KimpCalculator.CONTEXT).abs();
    return distance.compareTo(before.value.multiply(jumpLimit)) <= 0
        ? null
        : "it lies more than " + jumpLimit + " of it from the rate in force";
  }

  /** The rate in force at a moment, usable or not; null when none is known. */
  @Nullable FxRate rate(Instant now, long nanos) {
    Held held = current;
    return held == null
        ? null
        : new FxRate(
            held.value,
            kind,
            source,
            held.asOf,
            held.receivedAt,
            ageOf(held, now, nanos),
            implied == null ? null : implied.state());
  }

  boolean isStale(FxRate rate) {
    return isTooOld(rate.age()) || (implied != null && !implied.isUsable());
  }

  private boolean isTooOld(Duration age) {
    return maxAge != null && age.compareTo(maxAge) > 0;
  }

  private static Duration ageOf(Held held, Instant now, long nanos) {
    return Ages.age(held.asOf, held.arrivedNanos, now, nanos);
  }

  private record Held(BigDecimal value, Instant asOf, Instant receivedAt, long arrivedNanos) {
    boolean says(FxQuote quote) {
      return Decimals.same(value, quote.value()) && asOf.equals(quote.asOf());
    }
  }

  /**
   * What became of a new rate.
   *
   * @param accepted whether it is in force now
   * @param rejection what to tell, or null when there is nothing to tell
   */
  record Outcome(boolean accepted, KimpStatus.@Nullable FxRejected rejection) {
    static final Outcome ACCEPTED = new Outcome(true, null);
    static final Outcome NOTHING_NEW = new Outcome(false, null);
  }
}
