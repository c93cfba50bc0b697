package dev.stom.testkit.chaos;

import dev.stom.core.VenueClient;
import dev.stom.core.error.SdkException;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.Backfill;
import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.TimeSource;
import dev.stom.core.spi.OkHttpTransport;
import dev.stom.core.spi.Transport;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.traffic.TapedTrade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Plays a {@link ChaosScript} to a client and checks, against the venue's own tape, that the market
 * data it delivers are true:
 *
 * <ul>
 *   <li>each trade that the venue printed since the feed became live is delivered once, in order
 *       and as it was printed, or lies in a reported gap; a gap stands before the first trade after
 *       it, names its two neighbours, and on Binance misses at least one trade;
 *   <li>each book and quote that is delivered, and each live book that says that it is live, is the
 *       venue's of that number or moment, and not older than the one before;
 *   <li>statuses tell what happens: no data but from a live feed (trades may have waited for those
 *       before them), a gap after each loss, and none without one;
 *   <li>when the script is over, everything is live again within {@link #PATIENCE}, without any
 *       help;
 *   <li>no limit of the venue is broken, and no request comes during a ban;
 *   <li>every request is answered or fails as an {@link SdkException};
 *   <li>after the client was closed nothing is heard, and neither a connection nor a scheduled task
 *       is left.
 * </ul>
 *
 * <p>What frames are lost on a connection that lives on cannot be noticed before the next numbered
 * one; of that alone nothing is demanded.
 *
 * <p>In virtual time, without sockets, where client and venue are on the same {@link ManualTime};
 * the client must then call listeners and complete futures on that clock's {@linkplain
 * ManualTime#executor() executor}. Over sockets and in real time with a venue that was started and
 * any other clock; a script then takes as long as it is, and some seconds.
 */
public final class MarketDataChaos {
  /**
   * Within this time after the script everything must be live again: a few pauses at their longest.
   */
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Before the script everything becomes live in peace. */
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  /** After everything is live again it must stay so for this long. */
  private static final Duration QUIET_TAIL = Duration.ofSeconds(6);

  /** A book changes ten times a second; the best of it may stand longer. */
  private static final Duration FRESH_BOOK = Duration.ofSeconds(3);

  private static final Duration FRESH_QUOTE = Duration.ofSeconds(20);

  /** A little load, so that requests meet the script too. */
  private static final Duration REQUEST_EVERY = Duration.ofMillis(1_700);

  /** Longer than any timer of a client or a connection. */
  private static final Duration UNTIL_ALL_IS_OVER = Duration.ofMinutes(2);

  /** A socket that is closed is closed on the other side a little later. */
  private static final Duration UNTIL_SOCKETS_ARE_OVER = Duration.ofSeconds(2);

  private final SimulatedVenue venue;
  private final TimeSource time;
  private final List<Instrument> instruments;
  private final Backfill backfill;
  private final boolean liveBooks;
  private final boolean requests;

  private MarketDataChaos(Builder builder) {
    venue = builder.venue;
    time = builder.time;
    instruments = List.copyOf(builder.instruments);
    backfill = builder.backfill;
    liveBooks = builder.liveBooks;
    requests = builder.requests;
  }

  /**
   * Starts building.
   *
   * @param venue the venue, fresh
   * @param time its clock where it is in memory; any real one where it was started
   * @return a builder with good defaults
   */
  public static Builder on(SimulatedVenue venue, TimeSource time) {
    return new Builder(venue, time);
  }

  /**
   * Plays a script.
   *
   * @param script what goes wrong
   * @param client opens the client that is tested over a transport to the venue; it is closed here
   * @return what came of it
   */
  public ChaosReport run(ChaosScript script, Function<Transport, VenueClient> client) {
    return new Run(script).play(client);
  }

  /** Only a virtual clock knows. */
  private int pendingTasks() {
    return time instanceof ManualTime manual ? manual.pendingTasks() : 0;
  }

  private void pass(Duration span) {
    if (time instanceof ManualTime manual) {
      manual.advance(span);
      return;
    }
    CountDownLatch over = new CountDownLatch(1);
    time.schedule(span, over::countDown);
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a script is played", e);
    }
  }

  /** One script and one client. */
  private final class Run {
    private final ChaosScript script;
    private final Findings findings = new Findings(time, WARM_UP);
    private final BookTruth truth = new BookTruth(venue);
    private final Map<Feed, FeedWatch> watches = new LinkedHashMap<>();
    private final List<TradeWatch> trades = new ArrayList<>();
    private final List<LiveBookWatch> books = new ArrayList<>();
    private final List<CompletableFuture<?>> asked = new ArrayList<>();

    Run(ChaosScript script) {
      this.script = script;
    }

    ChaosReport play(Function<Transport, VenueClient> opens) {
      int tasksBefore = pendingTasks();
      Transport transport =
          findings.isVirtual() ? venue.inMemory() : OkHttpTransport.create("chaos");
      VenueClient client = opens.apply(transport);
      watch();
      ChaosListener listener = new ChaosListener(watches, findings, script);
      try {
        MarketDataSource source = client.marketData();
        var unused =
            source.subscribe(
                watches.keySet(), listener, SubscriptionOptions.DEFAULT.withBackfill(backfill));
        if (liveBooks) {
          for (Instrument instrument : instruments) {
            books.add(new LiveBookWatch(source, instrument, findings, truth));
          }
        }
        listen(source);
      } catch (RuntimeException unexpected) {
        synchronized (findings) {
          findings.add(
              "thrown: " + unexpected + " at " + Arrays.toString(unexpected.getStackTrace()));
        }
      }
      client.close();
      if (time instanceof ManualTime manual) {
        manual.runDueTasks();
      }
      listener.over();
      transport.close();
      pass(findings.isVirtual() ? UNTIL_ALL_IS_OVER : UNTIL_SOCKETS_ARE_OVER);
      synchronized (findings) {
        checkRest(tasksBefore);
        return report();
      }
    }

    private ChaosReport report() {
      return new ChaosReport(
          script,
          findings.all(),
          trades.stream().mapToLong(TradeWatch::events).sum(),
          trades.stream().mapToLong(TradeWatch::gaps).sum(),
          trades.stream().mapToLong(TradeWatch::missed).sum(),
          truth.compared(),
          watches.values().stream().mapToLong(FeedWatch::reconnects).sum());
    }

    private void watch() {
      for (Instrument instrument : instruments) {
        TradeWatch tape =
            new TradeWatch(Feed.trades(instrument), findings, venue, script, backfill);
        trades.add(tape);
        add(tape);
        add(new BookWatch(Feed.quotes(instrument), findings, truth));
        add(new BookWatch(Feed.book(instrument, 5), findings, truth));
        add(new FeedWatch(Feed.tickers(instrument), findings));
      }
    }

    private void add(FeedWatch watch) {
      watches.put(watch.feed, watch);
    }

    private void listen(MarketDataSource source) {
      pass(WARM_UP);
      synchronized (findings) {
        for (FeedWatch watch : watches.values()) {
          if (!watch.isLive()) {
            findings.add(
                "not live " + WARM_UP.toSeconds() + " s after the beginning: " + watch.feed);
          }
        }
      }
      long end = time.nanoTime() + script.duration().toNanos();
      ChaosScript.Armed armed = script.arm(venue, time);
      try {
        for (int i = 0; end - time.nanoTime() > 0; i++) {
          long left = end - time.nanoTime();
          pass(Duration.ofNanos(Math.min(left, REQUEST_EVERY.toNanos())));
          if (requests) {
            asked.add(source.recentTradesAsync(instruments.get(i % instruments.size()), 5));
          }
        }
      } finally {
        armed.close();
      }
      synchronized (findings) {
        trades.forEach(TradeWatch::scriptEnds);
      }
      heal();
    }

    private void heal() {
      Duration second = Duration.ofSeconds(1);
      long well = 0;
      for (long waited = 0; well < QUIET_TAIL.toSeconds(); waited++) {
        if (waited > PATIENCE.toSeconds()) {
          synchronized (findings) {
            findings.add("not live " + PATIENCE.toSeconds() + " s after the script: " + unwell());
          }
          return;
        }
        pass(second);
        synchronized (findings) {
          trades.forEach(TradeWatch::second);
          well = unwell().isEmpty() ? well + 1 : 0;
        }
      }
    }

    private List<String> unwell() {
      List<String> unwell = new ArrayList<>();
      for (FeedWatch watch : watches.values()) {
        if (!watch.isLive()) {
          unwell.add(watch.feed + " is " + watch.state());
        } else if (watch instanceof BookWatch && !isFresh(watch)) {
          unwell.add(watch.feed + " says nothing since " + watch.lastReceivedAt());
        }
      }
      for (TradeWatch tape : trades) {
        TapedTrade missing = tape.missing();
        if (missing != null) {
          unwell.add(tape.feed + " has not brought " + missing);
        }
      }
      for (LiveBookWatch book : books) {
        if (!book.isLive()) {
          unwell.add(book.toString());
        }
      }
      return unwell;
    }

    private boolean isFresh(FeedWatch watch) {
      Duration most = watch.feed.kind() == Feed.Kind.QUOTES ? FRESH_QUOTE : FRESH_BOOK;
      var at = watch.lastReceivedAt();
      return at != null && Duration.between(at, time.now()).compareTo(most) <= 0;
    }

    private void checkRest(int tasksBefore) {
      for (CompletableFuture<?> answer : asked) {
        checkAnswer(answer);
      }
      venue.traffic().violations().forEach(what -> findings.add("the venue notes: " + what));
      int open = venue.traffic().connectionsOpen();
      if (open > 0) {
        findings.add(open + " connections are left");
      }
      int tasks = pendingTasks() - tasksBefore;
      if (tasks != 0) {
        findings.add(tasks + " scheduled tasks are left");
      }
    }

    private void checkAnswer(CompletableFuture<?> answer) {
      if (!answer.isDone()) {
        findings.add("a request never ended");
        return;
      }
      try {
        answer.join();
      } catch (CompletionException failed) {
        if (!(failed.getCause() instanceof SdkException)) {
          findings.add("a request failed with " + failed.getCause());
        }
      }
    }
  }

  /** Says what is played. */
  public static final class Builder {
    private final SimulatedVenue venue;
    private final TimeSource time;
    private final List<Instrument> instruments = new ArrayList<>();
    private Backfill backfill = Backfill.NONE;
    private boolean liveBooks = true;
    private boolean requests = true;

    private Builder(SimulatedVenue venue, TimeSource time) {
      this.venue = Objects.requireNonNull(venue, "venue");
      this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Says whose trades, quotes, books and tickers are subscribed to; quiet ones should be among
     * them.
     *
     * @param value at least one
     * @return this
     */
    public Builder instruments(Collection<Instrument> value) {
      instruments.clear();
      instruments.addAll(value);
      return this;
    }

    /**
     * Chooses whether missed trades are asked for again. If so, none may be missing at last, unless
     * the script troubles requests.
     *
     * @param value {@link Backfill#NONE} unless called
     * @return this
     */
    public Builder backfill(Backfill value) {
      backfill = Objects.requireNonNull(value, "backfill");
      return this;
    }

    /**
     * Chooses whether live books are kept besides.
     *
     * @param value true unless called
     * @return this
     */
    public Builder liveBooks(boolean value) {
      liveBooks = value;
      return this;
    }

    /**
     * Chooses whether requests are made besides.
     *
     * @param value true unless called
     * @return this
     */
    public Builder requests(boolean value) {
      requests = value;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the oracle; each run wants a fresh venue and clock
     */
    public MarketDataChaos build() {
      if (instruments.isEmpty()) {
        throw new IllegalArgumentException("instruments must name at least one instrument");
      }
      return new MarketDataChaos(this);
    }
  }
}
