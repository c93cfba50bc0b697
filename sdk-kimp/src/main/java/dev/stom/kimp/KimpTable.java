package dev.stom.kimp;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.runtime.TimeSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor knows: the latest price of every market, the rate, and what follows from them.
 * Knows no thread and no network; the monitor's lock guards it.
 */
final class KimpTable {

  /** Where what is to be told goes, in order. */
  interface Out {
    void reading(KimpReading reading);

    void alert(KimpAlert alert);

    void status(KimpStatus status);
  }

  private final TimeSource time;
  private final KimpLimits limits;
  private final Out out;
  private final Map<Leg, Map<Channel, PriceTrack>> tracks = new EnumMap<>(Leg.class);
  private final Map<Asset, Row> rows = new LinkedHashMap<>();
  private final RateTrack rates;

  /**
   * Makes a table.
   *
   * @param fxInstrument the market that implies the rate; null unless the source is of that kind
   */
  KimpTable(
      List<KimpPair> pairs,
      FxPlan fx,
      @Nullable Instrument fxInstrument,
      PriceBasis basis,
      KimpLimits limits,
      TimeSource time,
      Out out) {
    this.time = time;
    this.limits = limits;
    this.out = out;
    Instant now = time.now();
    for (Leg leg : Leg.values()) {
      tracks.put(leg, new LinkedHashMap<>());
    }
    for (KimpPair pair : pairs) {
      Row row =
          new Row(
              pair,
              track(Leg.KOREAN, pair.korean(), basis, now),
              track(Leg.GLOBAL, pair.global(), basis, now),
              new AlertTrigger(limits.threshold(), limits.hysteresis()));
      rows.put(pair.asset(), row);
    }
    if (fx.source() instanceof UsdtImpliedFx usdt && fxInstrument != null) {
      PriceTrack implying = track(Leg.KOREAN, fxInstrument, usdt.basis(), now);
      String name = fxInstrument + " " + usdt.basis().words();
      rates = new RateTrack(fx.source().kind(), name, fx.maxAge(), fx.jumpLimit(), implying);
    } else {
      rates =
          new RateTrack(fx.source().kind(), fx.source().label(), fx.maxAge(), fx.jumpLimit(), null);
    }
  }

  private PriceTrack track(Leg leg, Instrument instrument, PriceBasis basis, Instant now) {
    return tracksOf(leg)
        .computeIfAbsent(
            basis.feed(instrument), feed -> new PriceTrack(leg, instrument, basis, now));
  }

  private Map<Channel, PriceTrack> tracksOf(Leg leg) {
    return tracks.getOrDefault(leg, Map.of());
  }

  List<KimpPair> pairs() {
    return rows.values().stream().map(row -> row.pair).toList();
  }

  List<Feed> feeds(Leg leg) {
    return tracksOf(leg).values().stream().map(track -> track.feed).toList();
  }

  /** Everything that can be asked of one venue. */
  List<Wanted> wanted(Leg leg) {
    return wanted(tracksOf(leg).values());
  }

  private static List<Wanted> wanted(Collection<PriceTrack> some) {
    return some.stream()
        .map(track -> new Wanted(track.instrument, track.basis, track.losses()))
        .toList();
  }

  // ---- what comes in ----

  void streamed(
      Leg leg, Instrument instrument, PriceBasis basis, @Nullable BigDecimal value, Stamp stamp) {
    PriceTrack track = tracksOf(leg).get(basis.feed(instrument));
    if (track != null) {
      track.streamed(value, stamp, time.now(), time.nanoTime());
      changed(track);
    }
  }

  void requested(
      Leg leg,
      Wanted wanted,
      @Nullable BigDecimal value,
      @Nullable Instant eventTime,
      Stamp stamp) {
    PriceTrack track = tracksOf(leg).get(wanted.basis().feed(wanted.instrument()));
    if (track != null
        && track.requested(value, eventTime, stamp, wanted.losses(), time.now(), time.nanoTime())) {
      changed(track);
    }
  }

  /** Takes a status and returns the prices that must be asked for because of it. */
  List<Wanted> happened(Leg leg, StreamStatus status) {
    Instant now = time.now();
    List<PriceTrack> toAsk = new ArrayList<>();
    if (status instanceof StreamStatus.Live live) {
      each(leg, live.channels(), track -> track.live(now), toAsk);
    } else if (status instanceof StreamStatus.Stale stale) {
      each(leg, stale.channels(), track -> lost(track, StreamState.STALE, now), toAsk);
    } else if (status instanceof StreamStatus.Reconnecting again) {
      each(leg, again.channels(), track -> lost(track, StreamState.RECONNECTING, now), toAsk);
    } else if (status instanceof StreamStatus.Refused refused) {
      each(leg, refused.channels(), track -> lost(track, StreamState.REFUSED, now), toAsk);
    } else if (status instanceof StreamStatus.Gap gap) {
      PriceTrack track = tracksOf(leg).get(gap.channel());
      if (track != null) {
        track.gap(gap);
      }
    } else if (status instanceof StreamStatus.Closed) {
      tracksOf(leg).values().forEach(track -> track.lost(StreamState.CLOSED, now));
    }
    out.status(new KimpStatus.Stream(leg, status));
    reconsider();
    return wanted(toAsk);
  }

  private static boolean lost(PriceTrack track, StreamState state, Instant now) {
    track.lost(state, now);
    return false;
  }

  private void each(
      Leg leg, Set<Channel> channels, Predicate<PriceTrack> action, List<PriceTrack> chosen) {
    for (Channel channel : channels) {
      PriceTrack track = tracksOf(leg).get(channel);
      if (track != null && action.test(track)) {
        chosen.add(track);
      }
    }
  }

  void rateTold(FxQuote quote, boolean unchecked) {
    follow(rates.told(quote, unchecked, time.now(), time.nanoTime()));
  }

  private void changed(PriceTrack track) {
    if (rates.isImpliedBy(track)) {
      follow(rates.followImplied(track, time.now(), time.nanoTime()));
    }
    for (Row row : rows.values()) {
      if (row.korean == track || row.global == track) {
        show(row);
      }
    }
    // The state of its stream may have changed with it, and with that what the rate is worth.
    if (rates.isImpliedBy(track)) {
      reconsider();
    }
  }

  private void follow(RateTrack.Outcome outcome) {
    KimpStatus.FxRejected rejection = outcome.rejection();
    if (rejection != null) {
      out.status(rejection);
    }
    if (outcome.accepted()) {
      rows.values().forEach(this::show);
    }
  }

  /** All streams are over; for the monitor's own end. */
  void end() {
    Instant now = time.now();
    tracks
        .values()
        .forEach(side -> side.values().forEach(track -> track.lost(StreamState.CLOSED, now)));
  }

  // ---- what goes out ----

  /** Tells the rows whose premium came, went or lacks something else than before. */
  void reconsider() {
    for (Row row : rows.values()) {
      KimpReading reading = read(row, time.now(), time.nanoTime());
      if (!Look.of(reading).equals(row.shown)) {
        show(row, reading);
      }
    }
  }

  Optional<KimpReading> read(Asset asset) {
    return Optional.ofNullable(rows.get(asset)).map(row -> read(row, time.now(), time.nanoTime()));
  }

  List<KimpReading> readAll() {
    Instant now = time.now();
    long nanos = time.nanoTime();
    return rows.values().stream().map(row -> read(row, now, nanos)).toList();
  }

  private void show(Row row) {
    show(row, read(row, time.now(), time.nanoTime()));
  }

  private void show(Row row, KimpReading reading) {
    row.shown = Look.of(reading);
    out.reading(reading);
    reading
        .premium()
        .findRatio()
        .flatMap(row.trigger::next)
        .ifPresent(direction -> out.alert(new KimpAlert(direction, reading, limits.threshold())));
  }

  private KimpReading read(Row row, Instant now, long nanos) {
    KimpLeg korean = row.korean.leg(now, nanos);
    KimpLeg global = row.global.leg(now, nanos);
    FxRate rate = rates.rate(now, nanos);
    return new KimpReading(row.pair, now, korean, global, rate, premium(korean, global, rate));
  }

  private Premium premium(KimpLeg korean, KimpLeg global, @Nullable FxRate rate) {
    EnumSet<UndefinedReason> reasons = EnumSet.noneOf(UndefinedReason.class);
    KimpPrice krw = korean.price();
    KimpPrice usd = global.price();
    if (krw == null) {
      reasons.add(UndefinedReason.WAITING_KOREAN);
    } else if (isStale(korean, krw)) {
      reasons.add(UndefinedReason.STALE_KOREAN);
    }
    if (usd == null) {
      reasons.add(UndefinedReason.WAITING_GLOBAL);
    } else if (isStale(global, usd)) {
      reasons.add(UndefinedReason.STALE_GLOBAL);
    }
    if (rate == null) {
      reasons.add(UndefinedReason.FX_ABSENT);
    } else if (rates.isStale(rate)) {
      reasons.add(UndefinedReason.FX_STALE);
    }
    return krw == null || usd == null || rate == null || !reasons.isEmpty()
        ? Premium.undefined(reasons)
        : KimpCalculator.premium(krw.value(), usd.value(), rate.value());
  }

  private boolean isStale(KimpLeg leg, KimpPrice price) {
    return !leg.stream().isUsable() || price.age().compareTo(limits.maxPriceAge()) > 0;
  }

  /**
   * A price to ask a venue for.
   *
   * @param losses how often its stream was lost when this was written
   */
  record Wanted(Instrument instrument, PriceBasis basis, int losses) {}

  /** One asset. */
  private static final class Row {
    final KimpPair pair;
    final PriceTrack korean;
    final PriceTrack global;
    final AlertTrigger trigger;
    @Nullable Look shown; // what the listener was told last; null before the first time

    Row(KimpPair pair, PriceTrack korean, PriceTrack global, AlertTrigger trigger) {
      this.pair = pair;
      this.korean = korean;
      this.global = global;
      this.trigger = trigger;
    }
  }

  /** What of a reading is worth telling when no price has changed. */
  private record Look(
      List<UndefinedReason> missing,
      StreamState korean,
      StreamState global,
      @Nullable StreamState fx) {
    static Look of(KimpReading reading) {
      FxRate rate = reading.fx();
      return new Look(
          reading.premium().fold(defined -> List.of(), Premium.Undefined::reasons),
          reading.korean().stream(),
          reading.global().stream(),
          rate == null ? null : rate.stream());
    }
  }
}
