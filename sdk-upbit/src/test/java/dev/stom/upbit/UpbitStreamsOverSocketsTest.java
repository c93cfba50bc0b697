package dev.stom.upbit;

import dev.stom.testkit.contract.StreamSetup;
import dev.stom.testkit.contract.StreamsOverSocketsContract;

class UpbitStreamsOverSocketsTest extends StreamsOverSocketsContract {
  @Override
  protected StreamSetup setup() {
    return new UpbitStreamSetup();
  }
}
