package dev.stom.kimp;

import dev.stom.core.instrument.Asset;
import dev.stom.core.runtime.ManualTime;
import java.math.BigDecimal;
import java.time.Duration;

/** Two venues in memory, virtual time, and a listener that remembers. */
final class KimpScene implements AutoCloseable {
  static final String[] ASSETS = {"BTC", "ETH", "XRP", "ADA", "DOT"};

  final ManualTime time = ManualTime.create();
  final FakeMarketDataSource seoul =
      FakeMarketDataSource.korean(time, "BTC", "ETH", "XRP", "ADA", "DOT", "USDT");
  final FakeMarketDataSource world = FakeMarketDataSource.global(time, ASSETS);
  final RecordingKimpListener listener = new RecordingKimpListener();
  private KimpMonitor monitor;

  KimpMonitorBuilder builder() {
    return KimpMonitor.builder(seoul, world)
        .time(time)
        .executor(time.executor())
        .listener(listener);
  }

  /** Watches BTC at 1000 won a dollar, so that numbers can be done in the head. */
  KimpMonitorBuilder btcAtOneThousand() {
    return builder().assets(Asset.BTC).fx(FxSource.constant(new BigDecimal("1000")));
  }

  KimpMonitor open(KimpMonitorBuilder builder) {
    monitor = builder.open();
    settle();
    return monitor;
  }

  KimpMonitor open() {
    return open(btcAtOneThousand());
  }

  KimpMonitor monitor() {
    return monitor;
  }

  /** Streams a premium of so many percent at 100 dollars. */
  void premiumBecomes(String percent) {
    BigDecimal krw =
        new BigDecimal("100000")
            .multiply(BigDecimal.ONE.add(new BigDecimal(percent).movePointLeft(2)));
    world.trade("BTCUSDT", "100");
    seoul.trade("KRW-BTC", krw.toPlainString());
    settle();
  }

  /** Lets the listener hear what waits for it. */
  void settle() {
    time.runDueTasks();
  }

  void pass(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  @Override
  public void close() {
    if (monitor != null) {
      monitor.close();
    }
  }
}
