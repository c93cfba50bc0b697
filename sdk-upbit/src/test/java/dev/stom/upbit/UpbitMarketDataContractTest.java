package dev.stom.upbit;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.MarketDataSource;
import dev.stom.core.runtime.ManualTime;
import dev.stom.testkit.contract.MarketDataSourceContract;

/** What every venue must do, done by Upbit. */
class UpbitMarketDataContractTest extends MarketDataSourceContract {
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
      public Instrument other() {
        return Upbit.instrument("KRW-ETH");
      }

      @Override
      public Instrument unlisted() {
        return Upbit.instrument("KRW-NOSUCH");
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
