package dev.stom.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** A program as a user would write it: starts both venues, asks each once, and ends by itself. */
final class StartAndStop {
  private StartAndStop() {}

  public static void main(String[] arguments) throws IOException {
    long before = System.nanoTime();
    try (SimulatedUpbit upbit = SimulatedUpbit.start();
        SimulatedBinance binance = SimulatedBinance.start()) {
      long millis = (System.nanoTime() - before) / 1_000_000;
      print(URI.create(upbit.restUri() + "/v1/ticker?markets=KRW-BTC").toURL());
      print(URI.create(binance.restUri() + "/api/v3/ticker/price?symbol=BTCUSDT").toURL());
      System.out.println("started in " + millis + " ms");
    }
  }

  private static void print(URL address) throws IOException {
    try (var stream = address.openStream()) {
      System.out.println(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
