package dev.stom.binance;

import dev.stom.testkit.contract.StreamSetup;
import dev.stom.testkit.contract.StreamsOverSocketsContract;

class BinanceStreamsOverSocketsTest extends StreamsOverSocketsContract {
  @Override
  protected StreamSetup setup() {
    return new BinanceStreamSetup();
  }
}
