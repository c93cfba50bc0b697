package dev.stom.kimp;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.InstrumentCatalog;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.runtime.TimeSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * All that a builder was told, checked and frozen.
 *
 * @param time null for a clock of the monitor's own
 * @param executor null for a thread of the monitor's own
 */
record KimpPlan(
    MarketDataSource korean,
    MarketDataSource global,
    PairPlan pairs,
    FxPlan fx,
    PriceBasis basis,
    KimpLimits limits,
    @Nullable TimeSource time,
    @Nullable Executor executor,
    KimpListener listener) {

  MarketDataSource source(Leg leg) {
    return leg == Leg.KOREAN ? korean : global;
  }

  /** Asks both venues what they list, and opens the monitor when both have said so. */
  CompletableFuture<KimpMonitor> openAsync() {
    CompletableFuture<KimpMonitor> opened = new CompletableFuture<>();
    CompletableFuture<InstrumentCatalog> here = catalog(korean);
    CompletableFuture<InstrumentCatalog> there = catalog(global);
    var unusedCancel =
        opened.whenComplete(
            (monitor, thrown) -> {
              if (thrown != null) {
                here.cancel(true);
                there.cancel(true);
              }
            });
    // Each on its own, too: the first failure need not wait for the other venue.
    var unusedHere = here.whenComplete((catalog, thrown) -> failed(opened, thrown));
    var unusedThere = there.whenComplete((catalog, thrown) -> failed(opened, thrown));
    var unusedOpen =
        here.thenCombine(there, (korea, world) -> open(korea, world, opened))
            .whenComplete(
                (monitor, thrown) -> {
                  if (thrown != null) {
                    failed(opened, thrown);
                  } else if (!opened.complete(monitor)) {
                    monitor.close();
                  }
                });
    return opened;
  }

  private static void failed(CompletableFuture<KimpMonitor> opened, @Nullable Throwable thrown) {
    if (thrown != null) {
      opened.completeExceptionally(PriceRequests.unwrapped(thrown));
    }
  }

  private static CompletableFuture<InstrumentCatalog> catalog(MarketDataSource source) {
    try {
      return source.instrumentsAsync();
    } catch (RuntimeException thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  private KimpMonitor open(
      InstrumentCatalog korea, InstrumentCatalog world, CompletableFuture<KimpMonitor> opened) {
    if (opened.isDone()) {
      throw new CancellationException("nobody wants the monitor any more");
    }
    List<KimpPair> resolved = pairs.resolve(korea, world);
    Instrument fxInstrument =
        fx.source() instanceof UsdtImpliedFx ? PairPlan.usdtMarket(korea) : null;
    KimpMonitor monitor = new KimpMonitor(this, resolved, fxInstrument);
    try {
      monitor.start();
      return monitor;
    } catch (RuntimeException | Error thrown) {
      monitor.close();
      throw thrown;
    }
  }
}
