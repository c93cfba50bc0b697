package dev.stom.binance;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.runtime.ManualTime;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.contract.LiveBookContract;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.traffic.SeenFrame;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class BinanceLiveBookContractTest extends LiveBookContract {
  @Override
  protected Setup open() {
    VirtualBinance virtual = VirtualBinance.open();
    return new Setup() {
      @Override
      public MarketDataSource source() {
        return virtual.client.marketData();
      }

      @Override
      public ManualTime time() {
        return virtual.time;
      }

      @Override
      public Instrument busy() {
        return Binance.instrument("BTC", "USDT");
      }

      @Override
      public Faults faults() {
        return virtual.venue.faults();
      }

      @Override
      public Predicate<SeenFrame> bookFrames() {
        return frame -> frame.text().contains("\"depthUpdate\"");
      }

      @Override
      public void closeClient() {
        virtual.client.close();
      }

      @Override
      public void close() {
        virtual.close();
      }
    };
  }
}
