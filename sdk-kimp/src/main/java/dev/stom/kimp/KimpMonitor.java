package dev.stom.kimp;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.Trade;
import dev.stom.core.runtime.SystemTime;
import dev.stom.core.runtime.TimeSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the kimchi premium of some assets over two markets, a Korean one priced in won and a
 * global one priced in dollars or a dollar token.
 *
 * <p>Whenever a price arrives on either side, or a new exchange rate, the premium of each asset
 * that it touches is computed anew ({@link KimpCalculator}) and told as a {@link KimpReading}. What
 * is too old is told without waiting for an event, within {@link #CHECK_INTERVAL}. Each asset is
 * told once at the beginning; present prices are asked for at the beginning and after a stream was
 * lost, so that a quiet market does not stay empty until its next trade.
 *
 * <p><b>When there is no premium.</b> A price counts while it is no older than {@link
 * KimpMonitorBuilder#maxPriceAge} <em>and</em> its stream is not known to be broken. The two are
 * different facts, and a reading carries both: a quiet coin has an old last trade on a live stream,
 * and a dead stream has a young last trade for a while. After a loss the price from before it does
 * not count until the stream, or a request made after the loss, has confirmed or replaced it.
 * Premiums that are missing neither raise an alert nor make one possible again.
 *
 * <p><b>Alerts.</b> One for each crossing and direction: when the premium goes strictly beyond the
 * threshold, exactly at it is not beyond; being there when it is first known counts. The next one
 * in the same direction comes only after the premium has been strictly below threshold − hysteresis
 * in between. A jump from premium to discount raises the alert of the other direction at once.
 *
 * <p><b>Threads:</b> all methods may be called from any thread. Without an executor or a time
 * source of the application the monitor starts one daemon thread, {@code sdk-kimp-timer}; with both
 * it starts none. {@link #close} ends the thread. The two sources are used, never closed.
 *
 * <p><b>Limits:</b> two catalog requests and one request for tickers a venue at the beginning (with
 * {@link PriceBasis#MID} one for each book), the latter again after each loss of a stream; one
 * subscription a venue with one stream an asset, and KRW-USDT if that implies the rate.
 */
public final class KimpMonitor implements AutoCloseable {
  /** The largest and oldest coins that trade for won and for USDT alike. */
  public static final List<Asset> DEFAULT_ASSETS =
      List.of(Asset.BTC, Asset.of("ETH"), Asset.of("XRP"), Asset.of("ADA"), Asset.of("DOT"));

  /** 5 %: far outside the one or two percent of ordinary days. */
  public static final BigDecimal DEFAULT_THRESHOLD = new BigDecimal("0.05");

  /**
   * A tenth of the threshold (0.5 % at 5 %): wider than the noise of one minute, so that a premium
   * that hovers at the threshold alerts once.
   */
  public static final BigDecimal DEFAULT_HYSTERESIS_SHARE = new BigDecimal("0.1");

  /**
   * Two minutes: the smaller coins may go without a trade for most of a minute at night, and in two
   * minutes a price seldom moves by as much as the premium that one looks for.
   */
  public static final Duration DEFAULT_MAX_PRICE_AGE = Duration.ofMinutes(2);

  /**
   * 5 %: won against the dollar moves by less in a week of crisis; what lies further away is a
   * mistake until it has lasted.
   */
  public static final BigDecimal DEFAULT_FX_JUMP_LIMIT = new BigDecimal("0.05");

  /**
   * How often it is looked whether something has grown too old, and a supplier of the rate is
   * asked: a second is late enough to cost nothing and soon enough for a table that people watch.
   */
  public static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  /**
   * Codes that are not looked up, because they have meant different coins at different venues.
   * {@code TON}: Tokamak Network at Upbit, Toncoin elsewhere. Source: the currency codes that ccxt
   * keeps for Upbit, November 2026.
   */
  public static final Set<Asset> DEFAULT_DENIED = Set.of(Asset.of("TON"));

  private static final Logger log = LoggerFactory.getLogger(KimpMonitor.class);

  private final KimpPlan plan;
  private final FxSource fx;
  private final TimeSource time;
  private final @Nullable SystemTime own; // our thread; null when we need none
  private final HandOver handOver;
  private final Map<Leg, PriceRequests> requests;
  private final PushedFx.Receiver pushed = this::rateTold;

  private final Object lock = new Object();
  private final KimpTable table; // guarded by lock
  private final List<Subscription<Feed>> subscriptions = new ArrayList<>(); // guarded by lock
  private TimeSource.@Nullable Scheduled tick; // guarded by lock
  private boolean supplierFailing; // guarded by lock; said already
  private boolean closed; // guarded by lock

  KimpMonitor(KimpPlan plan, List<KimpPair> pairs, @Nullable Instrument fxInstrument) {
    this.plan = plan;
    fx = plan.fx().source();
    TimeSource givenTime = plan.time();
    Executor givenExecutor = plan.executor();
    if (givenTime != null && givenExecutor != null) {
      own = null;
      time = givenTime;
      handOver = new HandOver(plan.listener(), givenExecutor, givenTime);
    } else {
      SystemTime thread = SystemTime.start("sdk-kimp");
      own = thread;
      time = givenTime == null ? thread : givenTime;
      Executor executor =
          givenExecutor == null ? task -> thread.schedule(Duration.ZERO, task) : givenExecutor;
      handOver = new HandOver(plan.listener(), executor, time);
    }
    table =
        new KimpTable(pairs, plan.fx(), fxInstrument, plan.basis(), plan.limits(), time, handOver);
    requests =
        Map.of(
            Leg.KOREAN, new PriceRequests(Leg.KOREAN, plan.korean(), new PriceAnswers()),
            Leg.GLOBAL, new PriceRequests(Leg.GLOBAL, plan.global(), new PriceAnswers()));
  }

  /**
   * Begins a monitor.
   *
   * @param korean where prices are in won; stays open when the monitor is closed
   * @param global where prices are in dollars or a dollar token; stays open, too
   * @return a builder with good defaults: five assets, rate implied by KRW-USDT
   */
  public static KimpMonitorBuilder builder(MarketDataSource korean, MarketDataSource global) {
    return new KimpMonitorBuilder(korean, global);
  }

  /**
   * Returns what is compared.
   *
   * @return the pairs, in the order of {@link #latestAll}
   */
  public List<KimpPair> pairs() {
    synchronized (lock) {
      return table.pairs();
    }
  }

  /**
   * Returns the premium of an asset as it stands now: ages count up to this call, and what has
   * grown too old since the last event is missing.
   *
   * @param asset one of {@link #pairs()}
   * @return the reading
   * @throws IllegalArgumentException when the asset is not watched
   */
  public KimpReading latest(Asset asset) {
    Objects.requireNonNull(asset, "asset");
    synchronized (lock) {
      return table
          .read(asset)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "asset "
                          + asset
                          + " is not watched; this monitor watches "
                          + table.pairs().stream().map(KimpPair::asset).toList()));
    }
  }

  /**
   * Returns the premium of each asset as it stands now, all at one moment of the table.
   *
   * @return one reading a pair
   */
  public List<KimpReading> latestAll() {
    synchronized (lock) {
      return table.readAll();
    }
  }

  /**
   * Tells whether it is over.
   *
   * @return true after {@link #close}
   */
  public boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /**
   * Ends it: subscriptions, timer and the thread, if it started one. When this returns, no call of
   * the listener or of the rate's supplier begins any more; one that is under way is waited for, at
   * most a second, unless it is the caller itself. Idempotent, and may be called from a listener.
   * {@link #latest} goes on answering, without premiums.
   */
  @Override
  public void close() {
    List<Subscription<Feed>> toClose;
    synchronized (lock) {
      closed = true;
      if (tick != null) {
        tick.cancel();
        tick = null;
      }
      toClose = new ArrayList<>(subscriptions);
    }
    handOver.close();
    if (fx instanceof PushedFx source) {
      source.detach(pushed);
    }
    for (int i = toClose.size() - 1; i >= 0; i--) {
      closeSafely(toClose.get(i));
    }
    synchronized (lock) {
      table.end();
    }
    SystemTime thread = own;
    if (thread != null) {
      if (handOver.isCalling()) {
        // Our caller is the listener, maybe on this very thread: let it return uninterrupted.
        thread.schedule(Duration.ZERO, thread::close);
      } else {
        thread.close();
      }
    }
  }

  /** One source that fails to let go must not keep the rest open. */
  private static void closeSafely(Subscription<Feed> subscription) {
    try {
      subscription.close();
    } catch (RuntimeException thrown) {
      log.warn("a subscription could not be closed", thrown);
    }
  }

  // ---- beginning ----

  void start() {
    change(
        () -> {
          stateRate();
          table.reconsider();
          askSupplier();
          tick = time.schedule(CHECK_INTERVAL, this::tick);
        });
    for (Leg leg : Leg.values()) {
      List<Feed> feeds;
      synchronized (lock) {
        feeds = table.feeds(leg);
      }
      Subscription<Feed> subscription = plan.source(leg).subscribe(feeds, new LegListener(leg));
      synchronized (lock) {
        subscriptions.add(subscription);
      }
    }
    for (Leg leg : Leg.values()) {
      List<KimpTable.Wanted> wanted;
      synchronized (lock) {
        wanted = table.wanted(leg);
      }
      ask(leg, wanted);
    }
  }

  /** Called under lock. */
  private void stateRate() {
    if (fx instanceof ConstantFx constant) {
      Instant stated = constant.asOf();
      table.rateTold(new FxQuote(constant.value(), stated == null ? time.now() : stated), true);
    } else if (fx instanceof PushedFx source) {
      FxQuote told = source.attach(pushed);
      if (told != null) {
        table.rateTold(told, true);
      }
    }
  }

  // ---- what happens ----

  /** Does something to the table, unless it is over, and lets the listener know. */
  private void change(Runnable action) {
    try {
      synchronized (lock) {
        if (!closed) {
          action.run();
        }
      }
    } finally {
      handOver.release();
    }
  }

  private void tick() {
    change(
        () -> {
          tick = time.schedule(CHECK_INTERVAL, this::tick);
          table.reconsider();
          askSupplier();
        });
  }

  private void rateTold(FxQuote quote, boolean unchecked) {
    change(() -> table.rateTold(quote, unchecked));
  }

  /** Called under lock; the supplier itself is called later, in turn with the listener. */
  private void askSupplier() {
    if (fx instanceof SuppliedFx supplied) {
      handOver.ask(() -> hearSupplier(supplied));
    }
  }

  private void hearSupplier(SuppliedFx supplied) {
    Optional<FxQuote> answer;
    try {
      answer =
          Objects.requireNonNull(
              supplied.supplier().get(), "the supplier returned null and not an Optional");
    } catch (RuntimeException thrown) {
      change(
          () -> {
            if (!supplierFailing) {
              supplierFailing = true;
              handOver.status(new KimpStatus.FxSupplierFailed(fx.label(), thrown, time.now()));
            }
          });
      return;
    }
    change(
        () -> {
          supplierFailing = false;
          answer.ifPresent(quote -> table.rateTold(quote, false));
        });
  }

  private void ask(Leg leg, List<KimpTable.Wanted> wanted) {
    Objects.requireNonNull(requests.get(leg)).ask(wanted);
  }

  /** Takes present prices like events. */
  private final class PriceAnswers implements PriceRequests.Answers {
    @Override
    public void price(
        Leg leg,
        KimpTable.Wanted wanted,
        @Nullable BigDecimal value,
        @Nullable Instant eventTime,
        Stamp stamp) {
      change(() -> table.requested(leg, wanted, value, eventTime, stamp));
    }

    @Override
    public void failed(Leg leg, Throwable cause) {
      change(() -> handOver.status(new KimpStatus.PricesNotFetched(leg, cause, time.now())));
    }
  }

  /** Hears one venue. Only writes the table: the application's listener is called elsewhere. */
  private final class LegListener implements MarketListener {
    private final Leg leg;

    LegListener(Leg leg) {
      this.leg = leg;
    }

    @Override
    public void onTrade(Trade trade) {
      streamed(trade.instrument(), PriceBasis.LAST_TRADE, trade.price(), trade.stamp());
    }

    @Override
    public void onQuote(Quote quote) {
      streamed(quote.instrument(), PriceBasis.MID, PriceRequests.mid(quote), quote.stamp());
    }

    private void streamed(
        Instrument instrument, PriceBasis basis, @Nullable BigDecimal value, Stamp stamp) {
      change(() -> table.streamed(leg, instrument, basis, value, stamp));
    }

    @Override
    public void onStatus(StreamStatus status) {
      List<KimpTable.Wanted> wanted = new ArrayList<>();
      change(() -> wanted.addAll(table.happened(leg, status)));
      ask(leg, wanted);
    }
  }
}
