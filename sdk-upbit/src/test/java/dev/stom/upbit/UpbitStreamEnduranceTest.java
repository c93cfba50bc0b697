package dev.stom.upbit;

import dev.stom.testkit.contract.StreamEnduranceContract;
import dev.stom.testkit.contract.StreamSetup;

class UpbitStreamEnduranceTest extends StreamEnduranceContract {
  @Override
  protected StreamSetup setup() {
    return new UpbitStreamSetup();
  }
}
