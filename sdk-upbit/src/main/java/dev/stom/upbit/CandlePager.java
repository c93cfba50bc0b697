package dev.stom.upbit;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.SdkException;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleInterval;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.CandleSeries;
import dev.stom.core.runtime.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fulfils one candle query with as many requests as it takes. Upbit answers with the newest candles
 * before a moment, at most 200, and has none where nothing was traded: a short page means nothing,
 * an empty one means that there is nothing older.
 */
final class CandlePager {
  private static final int PAGE = UpbitCandleRequest.MAX_COUNT;

  /**
   * While a search forwards finds nothing, its windows grow up to this many pages: a gap of years
   * costs a dozen requests.
   */
  private static final long MAX_WINDOW = (long) PAGE << 14;

  private final CandleQuery query;
  private final UpbitCandleUnit unit;
  private final Function<UpbitCandleRequest, CompletableFuture<List<Candle>>> pages;
  private final TimeSource time;
  private final Steps<CandleSeries> steps = new Steps<>();

  // Touched by one step at a time.
  private final List<Candle> found = new ArrayList<>();
  private int inside; // how many of them are not before what is asked for

  private CandlePager(
      CandleQuery query,
      UpbitCandleUnit unit,
      Function<UpbitCandleRequest, CompletableFuture<List<Candle>>> pages,
      TimeSource time) {
    this.query = query;
    this.unit = unit;
    this.pages = pages;
    this.time = time;
  }

  /**
   * Begins.
   *
   * @param query what is wanted
   * @param unit its interval in Upbit's words
   * @param pages asks for one page
   * @param time tells where the present is
   * @return the series
   */
  static CompletableFuture<CandleSeries> read(
      CandleQuery query,
      UpbitCandleUnit unit,
      Function<UpbitCandleRequest, CompletableFuture<List<Candle>>> pages,
      TimeSource time) {
    CandlePager pager = new CandlePager(query, unit, pages, time);
    Instant from = query.from();
    if (from != null && query.to() == null && query.count() != null) {
      pager.forwards(firstOpen(query.interval(), from), PAGE);
    } else {
      pager.backwards(query.to());
    }
    return pager.steps.result();
  }

  private static Instant firstOpen(CandleInterval interval, Instant from) {
    if (from.isBefore(UpbitCandleRequest.EARLIEST)) {
      return interval.next(interval.floor(UpbitCandleRequest.EARLIEST));
    }
    Instant open = interval.floor(from);
    return open.equals(from) ? open : interval.next(open);
  }

  private void page(@Nullable Instant to, int count, Consumer<List<Candle>> then) {
    UpbitCandleRequest request =
        new UpbitCandleRequest(unit, query.instrument().symbol(), to, count, null);
    steps.ask(pages.apply(request), then);
  }

  private void finish() {
    steps.finish(CandleSeries.of(query, found, time.now()));
  }

  // ---- newest first, until there are enough or nothing older

  private void backwards(@Nullable Instant to) {
    Integer count = query.count();
    int wanted = count == null ? PAGE : Math.min(PAGE, count - inside);
    page(to, wanted, candles -> before(to, candles));
  }

  private void before(@Nullable Instant to, List<Candle> candles) {
    if (candles.isEmpty()) {
      finish();
      return;
    }
    Instant oldest = oldest(candles);
    if (to != null && !oldest.isBefore(to)) {
      throw wentNowhere();
    }
    found.addAll(candles);
    Instant from = query.from();
    for (Candle candle : candles) {
      if (from == null || !candle.openTime().isBefore(from)) {
        inside++;
      }
    }
    Integer count = query.count();
    if ((from != null && !oldest.isAfter(from)) || (count != null && inside >= count)) {
      finish();
    } else {
      backwards(oldest);
    }
  }

  // ---- oldest first: window by window from a moment on

  private void forwards(Instant from, long window) {
    Instant end = query.interval().plus(from, window);
    boolean reachesNow = end.isAfter(time.now());
    page(reachesNow ? null : end, PAGE, candles -> within(from, end, window, reachesNow, candles));
  }

  private void within(
      Instant from, Instant end, long window, boolean reachesNow, List<Candle> candles) {
    List<Candle> fresh = candles.stream().filter(c -> !c.openTime().isBefore(from)).toList();
    boolean mayHideOlder = fresh.size() >= PAGE && oldest(fresh).isAfter(from);
    if (mayHideOlder && window > PAGE) {
      forwards(from, Math.max(PAGE, window / 2));
      return;
    }
    found.addAll(fresh);
    Integer count = query.count();
    if ((count != null && found.size() >= count) || reachesNow) {
      finish();
    } else {
      forwards(end, fresh.isEmpty() ? Math.min(MAX_WINDOW, window * 2) : PAGE);
    }
  }

  private static Instant oldest(List<Candle> candles) {
    return candles.stream().map(Candle::openTime).min(Instant::compareTo).orElseThrow();
  }

  /** Going on would never end, and stopping would pass a part off as the whole. */
  private SdkException wentNowhere() {
    return SdkException.of(
        Failure.of(Upbit.VENUE, "GET " + unit.path(), ErrorReason.UNREADABLE)
            .withAdvice("Upbit answered with candles that are newer than what was asked for."),
        null);
  }
}
