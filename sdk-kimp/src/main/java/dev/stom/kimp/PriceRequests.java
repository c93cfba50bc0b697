package dev.stom.kimp;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.market.OrderBook;
import dev.stom.core.market.Quote;
import dev.stom.core.market.Stamp;
import dev.stom.core.market.Ticker;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a venue for present prices: at the beginning, and after a stream was lost. */
final class PriceRequests {

  /** Hears the answers, on any thread. */
  interface Answers {
    void price(
        Leg leg,
        KimpTable.Wanted wanted,
        @Nullable BigDecimal value,
        @Nullable Instant eventTime,
        Stamp stamp);

    void failed(Leg leg, Throwable cause);
  }

  private final Leg leg;
  private final MarketDataSource source;
  private final Answers answers;

  PriceRequests(Leg leg, MarketDataSource source, Answers answers) {
    this.leg = leg;
    this.source = source;
    this.answers = answers;
  }

  /** Asks; never blocks and never throws. Last trades take one request together, books one each. */
  void ask(List<KimpTable.Wanted> wanted) {
    List<KimpTable.Wanted> trades =
        wanted.stream().filter(one -> one.basis() == PriceBasis.LAST_TRADE).toList();
    if (!trades.isEmpty()) {
      List<Instrument> instruments = trades.stream().map(KimpTable.Wanted::instrument).toList();
      ask(() -> source.tickersAsync(instruments), tickers -> take(tickers, trades));
    }
    for (KimpTable.Wanted one : wanted) {
      if (one.basis() == PriceBasis.MID) {
        ask(() -> source.orderBookAsync(one.instrument(), 1), book -> take(book, one));
      }
    }
  }

  private <T> void ask(Supplier<CompletableFuture<T>> request, Consumer<T> answered) {
    CompletableFuture<T> future;
    try {
      future = request.get();
    } catch (RuntimeException thrown) {
      answers.failed(leg, thrown);
      return;
    }
    var unused =
        future.whenComplete(
            (answer, thrown) -> {
              if (thrown == null) {
                answered.accept(answer);
              } else {
                answers.failed(leg, unwrapped(thrown));
              }
            });
  }

  private void take(List<Ticker> tickers, List<KimpTable.Wanted> wanted) {
    for (KimpTable.Wanted one : wanted) {
      for (Ticker ticker : tickers) {
        if (ticker.instrument().equals(one.instrument())) {
          answers.price(leg, one, ticker.last(), ticker.lastTradeAt(), ticker.stamp());
        }
      }
    }
  }

  private void take(OrderBook book, KimpTable.Wanted wanted) {
    answers.price(leg, wanted, mid(book.top()), book.stamp().venueTime(), book.stamp());
  }

  /** The middle of a quote that has two sides the right way round; otherwise null. */
  static @Nullable BigDecimal mid(Quote quote) {
    boolean crossed = quote.spread().map(spread -> spread.signum() < 0).orElse(false);
    return crossed ? null : quote.mid().orElse(null);
  }

  /** What was really thrown, without the wrapping that dependent futures add. */
  static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }
}
