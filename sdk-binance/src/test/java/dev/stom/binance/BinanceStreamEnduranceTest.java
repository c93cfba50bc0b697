package dev.stom.binance;

import dev.stom.testkit.contract.StreamEnduranceContract;
import dev.stom.testkit.contract.StreamSetup;

class BinanceStreamEnduranceTest extends StreamEnduranceContract {
  @Override
  protected StreamSetup setup() {
    return new BinanceStreamSetup();
  }
}
