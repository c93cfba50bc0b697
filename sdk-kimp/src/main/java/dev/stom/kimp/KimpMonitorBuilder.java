package dev.stom.kimp;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.runtime.Await;
import dev.stom.core.runtime.TimeSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Says what to watch and how. Not thread-safe; may be used for several monitors.
 *
 * <p>Every method checks its argument at once and throws {@link IllegalArgumentException} or {@link
 * NullPointerException} that names it.
 */
public final class KimpMonitorBuilder {
  private final MarketDataSource korean;
  private final MarketDataSource global;
  private final Set<Asset> assets = new LinkedHashSet<>();
  private final Map<Asset, KimpPair> explicit = new LinkedHashMap<>();
  private final Set<Asset> denied = new LinkedHashSet<>(KimpMonitor.DEFAULT_DENIED);
  private FxSource fx = FxSource.usdtImplied();
  private PriceBasis basis = PriceBasis.LAST_TRADE;
  private BigDecimal threshold = KimpMonitor.DEFAULT_THRESHOLD;
  private @Nullable BigDecimal hysteresis; // null for the default share of the threshold
  private BigDecimal fxJumpLimit = KimpMonitor.DEFAULT_FX_JUMP_LIMIT;
  private Duration maxPriceAge = KimpMonitor.DEFAULT_MAX_PRICE_AGE;
  private @Nullable Duration maxFxAge; // null for the default of the rate's kind
  private @Nullable TimeSource time; // null for a clock of our own
  private @Nullable Executor executor; // null for a thread of our own
  private KimpListener listener = new KimpListener() {};

  KimpMonitorBuilder(MarketDataSource korean, MarketDataSource global) {
    this.korean = Objects.requireNonNull(korean, "korean");
    this.global = Objects.requireNonNull(global, "global");
  }

  /**
   * Watches these assets, and no longer the default ones. Each is looked up by its code, priced in
   * KRW at the Korean venue and in USDT at the other.
   *
   * @param wanted at least one
   * @return this
   */
  public KimpMonitorBuilder assets(Asset... wanted) {
    Objects.requireNonNull(wanted, "assets");
    return assets(Arrays.asList(wanted));
  }

  /**
   * Watches these assets, and no longer the default ones, as {@link #assets(Asset...)} does.
   *
   * @param wanted at least one
   * @return this
   */
  public KimpMonitorBuilder assets(Collection<Asset> wanted) {
    Objects.requireNonNull(wanted, "assets");
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "assets must not be empty; leave the call out for " + KimpMonitor.DEFAULT_ASSETS);
    }
    for (Asset asset : wanted) {
      Objects.requireNonNull(asset, "asset");
    }
    assets.addAll(wanted);
    return this;
  }

  /**
   * Watches two instruments that the application knows to be the same thing. Goes before what would
   * be found under the asset's code, and before the deny list. A monitor with pairs and without
   * {@link #assets} watches the pairs only.
   *
   * @param pair which
   * @return this
   */
  public KimpMonitorBuilder pair(KimpPair pair) {
    Objects.requireNonNull(pair, "pair");
    checkVenue("korean", pair.korean(), korean);
    checkVenue("global", pair.global(), global);
    if (explicit.putIfAbsent(pair.asset(), pair) != null) {
      throw new IllegalArgumentException(
          "pair: " + pair.asset() + " is given twice; name one of them differently");
    }
    return this;
  }

  private static void checkVenue(String side, Instrument instrument, MarketDataSource source) {
    if (!instrument.venue().equals(source.venue())) {
      throw new IllegalArgumentException(
          "pair: "
              + instrument
              + " cannot be the "
              + side
              + " side, whose source is "
              + source.venue());
    }
  }

  /**
   * Refuses to look these codes up, beside {@link KimpMonitor#DEFAULT_DENIED}: for codes that are
   * different coins at the two venues. {@link #pair} is not refused.
   *
   * @param codes which
   * @return this
   */
  public KimpMonitorBuilder deny(Asset... codes) {
    Objects.requireNonNull(codes, "codes");
    for (Asset code : codes) {
      denied.add(Objects.requireNonNull(code, "code"));
    }
    return this;
  }

  /**
   * Says where the exchange rate comes from; by default {@link FxSource#usdtImplied()}.
   *
   * @param source from where
   * @return this
   */
  public KimpMonitorBuilder fx(FxSource source) {
    fx = Objects.requireNonNull(source, "source");
    return this;
  }

  /**
   * Says which price stands for a market; by default {@link PriceBasis#LAST_TRADE}.
   *
   * @param priceBasis which, on both sides
   * @return this
   */
  public KimpMonitorBuilder price(PriceBasis priceBasis) {
    basis = Objects.requireNonNull(priceBasis, "priceBasis");
    return this;
  }

  /**
   * Says beyond which premium, or discount, an alert is raised; by default {@link
   * KimpMonitor#DEFAULT_THRESHOLD}.
   *
   * @param ratio as a fraction, more than 0 and less than 1: 0.05 is 5 %
   * @return this
   */
  public KimpMonitorBuilder threshold(BigDecimal ratio) {
    Decimals.positive(ratio, "threshold");
    if (ratio.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException(
          "threshold is a fraction, 0.05 for 5 %, and must be less than 1 but is " + ratio);
    }
    threshold = ratio;
    return this;
  }

  /**
   * Says how far below the threshold a premium must have been before the next alert; by default
   * {@link KimpMonitor#DEFAULT_HYSTERESIS_SHARE} of the threshold.
   *
   * @param ratio as a fraction, not negative and not more than the threshold: 0.005 is half a
   *     percent
   * @return this
   */
  public KimpMonitorBuilder hysteresis(BigDecimal ratio) {
    Objects.requireNonNull(ratio, "hysteresis");
    if (ratio.signum() < 0) {
      throw new IllegalArgumentException("hysteresis must not be negative but is " + ratio);
    }
    hysteresis = ratio;
    return this;
  }

  /**
   * Says how far a new exchange rate may lie from the one in force to be believed; by default
   * {@link KimpMonitor#DEFAULT_FX_JUMP_LIMIT}. What lies further away is told as {@link
   * KimpStatus.FxRejected}, and believed only when the one in force has grown too old.
   *
   * @param ratio as a fraction, positive: 0.05 is 5 %
   * @return this
   */
  public KimpMonitorBuilder fxJumpLimit(BigDecimal ratio) {
    fxJumpLimit = Decimals.positive(ratio, "fxJumpLimit");
    return this;
  }

  /**
   * Says how old a price may be to count; by default {@link KimpMonitor#DEFAULT_MAX_PRICE_AGE}.
   *
   * @param age positive; a price of exactly this age counts
   * @return this
   */
  public KimpMonitorBuilder maxPriceAge(Duration age) {
    maxPriceAge = positive(age, "maxPriceAge");
    return this;
  }

  /**
   * Says how old the exchange rate may be to count; by default what its kind says, {@link
   * FxKind#defaultMaxAge()}.
   *
   * @param age positive; a rate of exactly this age counts
   * @return this
   */
  public KimpMonitorBuilder maxFxAge(Duration age) {
    maxFxAge = positive(age, "maxFxAge");
    return this;
  }

  private static Duration positive(Duration age, String name) {
    Objects.requireNonNull(age, name);
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException(name + " must be positive but is " + age);
    }
    return age;
  }

  /**
   * Hands in the clock; by default the machine's.
   *
   * @param timeSource stays open when the monitor is closed
   * @return this
   */
  public KimpMonitorBuilder time(TimeSource timeSource) {
    time = Objects.requireNonNull(timeSource, "timeSource");
    return this;
  }

  /**
   * Hands in where the listener is called; by default a thread of the monitor's own.
   *
   * @param where one task of the monitor is on it at a time; stays open when the monitor is closed.
   *     One that runs tasks on the calling thread makes the listener hold up the venues' streams
   * @return this
   */
  public KimpMonitorBuilder executor(Executor where) {
    executor = Objects.requireNonNull(where, "where");
    return this;
  }

  /**
   * Says who hears; by default nobody, and {@link KimpMonitor#latest} is there to be asked.
   *
   * @param kimpListener hears everything, one call at a time; may be called before {@link #open}
   *     has returned
   * @return this
   */
  public KimpMonitorBuilder listener(KimpListener kimpListener) {
    listener = Objects.requireNonNull(kimpListener, "kimpListener");
    return this;
  }

  /**
   * Opens the monitor; blocks until both venues have told what they list. That streams are live,
   * the listener hears later.
   *
   * @return a monitor that the caller closes
   * @throws IllegalArgumentException when an asset is not listed at both venues or is on the deny
   *     list, naming it, or when what was said does not fit together; nothing is left running
   * @throws dev.stom.core.error.SdkException when a venue cannot be asked; nothing is left running
   */
  public KimpMonitor open() {
    return Await.result(openAsync(), korean.venue(), "open kimchi premium monitor");
  }

  /**
   * Opens the monitor without blocking.
   *
   * @return the monitor, or what {@link #open} throws. If it is cancelled before it is complete,
   *     nothing is left running
   * @throws IllegalArgumentException when it needs no venue to see that what was said does not fit
   *     together
   */
  public CompletableFuture<KimpMonitor> openAsync() {
    boolean unsaid = assets.isEmpty() && explicit.isEmpty();
    PairPlan pairs =
        new PairPlan(unsaid ? KimpMonitor.DEFAULT_ASSETS : List.copyOf(assets), explicit);
    pairs.checkDenied(denied);
    Duration fxAge = maxFxAge == null ? fx.kind().defaultMaxAge().orElse(null) : maxFxAge;
    return new KimpPlan(
            korean,
            global,
            pairs,
            new FxPlan(fx, fxAge, fxJumpLimit),
            basis,
            limits(),
            time,
            executor,
            listener)
        .openAsync();
  }

  private KimpLimits limits() {
    BigDecimal distance =
        hysteresis == null ? threshold.multiply(KimpMonitor.DEFAULT_HYSTERESIS_SHARE) : hysteresis;
    if (distance.compareTo(threshold) > 0) {
      throw new IllegalArgumentException(
          "hysteresis (" + distance + ") must not exceed the threshold (" + threshold + ")");
    }
    return new KimpLimits(threshold, distance, maxPriceAge);
  }
}
