package dev.stom.upbit;

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
class UpbitLiveBookContractTest extends LiveBookContract {
  @Override
  protected Setup open() {
    VirtualUpbit virtual = VirtualUpbit.open();
    return new Setup() {
      @Override
      public MarketDataSource source() {
        return virtual.upbit.marketData();
      }

      @Override
      public ManualTime time() {
        return virtual.time;
      }

      @Override
      public Instrument busy() {
        return Upbit.instrument("KRW-BTC");
      }

      @Override
      public Faults faults() {
        return virtual.venue.faults();
      }

      @Override
      public Predicate<SeenFrame> bookFrames() {
        return frame -> frame.text().contains("orderbook");
      }

      @Override
      public void closeClient() {
        virtual.upbit.close();
      }

      @Override
      public void close() {
        virtual.close();
      }
    };
  }
}
