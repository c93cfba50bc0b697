package dev.stom.upbit;

import dev.stom.testkit.contract.MarketDataChaosContract;
import dev.stom.testkit.contract.StreamSetup;

class UpbitChaosTest extends MarketDataChaosContract {
  @Override
  protected StreamSetup setup() {
    return new UpbitStreamSetup();
  }
}
