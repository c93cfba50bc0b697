package dev.stom.binance;

import dev.stom.binance.model.BinanceKline;
import dev.stom.core.market.Candle;
import dev.stom.core.market.CandleQuery;
import dev.stom.core.market.CandleSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads candles page by page: forwards by {@code startTime} where there is a beginning to count
 * from, backwards by {@code endTime} otherwise. The venue's bounds are inclusive and on whole
 * milliseconds, as open times are; a page shorter than asked for is the last.
 */
final class CandlePages {
  private final CandleQuery query;
  private final Instant asked;
  private final Function<
          BinanceKlineRequest, CompletableFuture<BinanceMarketData.Stamped<List<BinanceKline>>>>
      source;
  private final BinanceKlineRequest base;
  private final boolean forwards;
  private final List<Candle> found = new ArrayList<>(); // by the one page under way at a time
  private final CompletableFuture<CandleSeries> result = new CompletableFuture<>();

  /** The page under way, to be given up with the result; written by each page. */
  private volatile @Nullable CompletableFuture<?> page;

  private CandlePages(
      CandleQuery query,
      Instant asked,
      Function<
              BinanceKlineRequest, CompletableFuture<BinanceMarketData.Stamped<List<BinanceKline>>>>
          source) {
    this.query = query;
    this.asked = asked;
    this.source = source;
    this.base = BinanceKlineRequest.of(query.instrument().symbol(), query.interval());
    this.forwards = query.from() != null && (query.count() == null || query.to() == null);
  }

  static CompletableFuture<CandleSeries> read(
      CandleQuery query,
      Instant asked,
      Function<
              BinanceKlineRequest, CompletableFuture<BinanceMarketData.Stamped<List<BinanceKline>>>>
          source) {
    CandlePages pages = new CandlePages(query, asked, source);
    var unused =
        pages.result.whenComplete(
            (value, thrown) -> {
              CompletableFuture<?> underWay = pages.page;
              if (thrown != null && underWay != null) {
                underWay.cancel(false);
              }
            });
    Instant from = query.from();
    if (pages.forwards && from != null) {
      pages.ask(pages.after(Instant.ofEpochMilli(BinanceTime.ceilingMillis(from))));
    } else {
      Instant to = query.to();
      pages.ask(
          pages.upTo(to == null ? null : Instant.ofEpochMilli(BinanceTime.ceilingMillis(to) - 1)));
    }
    return pages.result;
  }

  private BinanceKlineRequest after(Instant startTime) {
    BinanceKlineRequest request = base.startTime(startTime).limit(pageSize());
    Instant to = query.to();
    return to == null
        ? request
        : request.endTime(Instant.ofEpochMilli(BinanceTime.ceilingMillis(to) - 1));
  }

  private BinanceKlineRequest upTo(@Nullable Instant endTime) {
    BinanceKlineRequest request = base.limit(pageSize());
    return endTime == null ? request : request.endTime(endTime);
  }

  private int pageSize() {
    Integer count = query.count();
    return count == null
        ? BinanceKlineRequest.MAX_LIMIT
        : Math.min(count - found.size(), BinanceKlineRequest.MAX_LIMIT);
  }

  private void ask(BinanceKlineRequest request) {
    int size = pageSize();
    CompletableFuture<BinanceMarketData.Stamped<List<BinanceKline>>> asking = source.apply(request);
    page = asking;
    if (result.isDone()) {
      asking.cancel(false); // given up in between
    }
    var unused =
        asking.whenComplete(
            (answer, thrown) -> {
              if (thrown != null) {
                result.completeExceptionally(Futures.unwrapped(thrown));
                return;
              }
              try {
                took(answer, size);
              } catch (RuntimeException unexpected) {
                result.completeExceptionally(unexpected);
              }
            });
  }

  private void took(BinanceMarketData.Stamped<List<BinanceKline>> answer, int size) {
    List<BinanceKline> klines = answer.value();
    for (BinanceKline kline : klines) {
      found.add(RestEvents.candle(kline, query.interval(), query.instrument(), answer.receipt()));
    }
    Integer count = query.count();
    boolean enough = count != null && found.size() >= count;
    if (klines.size() < size || enough || result.isDone()) {
      finish();
      return;
    }
    Instant first = klines.get(0).openTime();
    Instant last = klines.get(klines.size() - 1).openTime();
    Instant from = query.from();
    Instant to = query.to();
    if (forwards) {
      Instant next = query.interval().next(last);
      if (to != null && !next.isBefore(to)) {
        finish();
      } else {
        ask(after(next));
      }
    } else if (from != null && !first.isAfter(from)) {
      finish();
    } else {
      ask(upTo(first.minusMillis(1)));
    }
  }

  private void finish() {
    result.complete(CandleSeries.of(query, found, asked));
  }
}
