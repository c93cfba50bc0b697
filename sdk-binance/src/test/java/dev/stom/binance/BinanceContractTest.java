package dev.stom.binance;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.runtime.ManualTime;
import dev.stom.testkit.LeakCheck;
import dev.stom.testkit.contract.MarketDataSourceContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class BinanceContractTest extends MarketDataSourceContract {
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
      public Instrument other() {
        return Binance.instrument("ETH", "USDT");
      }

      @Override
      public Instrument unlisted() {
        return Binance.instrument("NOSUCH", "USDT");
      }

      @Override
      public void dropStreams() {
        virtual.venue.faults().streams().abort();
      }

      @Override
      public void close() {
        virtual.close();
      }
    };
  }
}
