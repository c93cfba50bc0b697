package dev.stom.binance;

import dev.stom.testkit.contract.MarketDataChaosContract;
import dev.stom.testkit.contract.StreamSetup;

class BinanceChaosTest extends MarketDataChaosContract {
  @Override
  protected StreamSetup setup() {
    return new BinanceStreamSetup();
  }
}
