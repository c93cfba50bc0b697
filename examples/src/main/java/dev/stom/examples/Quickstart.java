package dev.stom.examples;

// region readme
import dev.stom.core.market.*;
import dev.stom.upbit.*;
import java.net.URI;
import java.util.List;

public class Quickstart implements MarketListener {
  @Override
  public void onTrade(Trade trade) {
    System.out.println(trade.instrument() + " " + trade.takerSide() + " at " + trade.price());
  }

  public static void main(String[] args) throws InterruptedException {
    var upbit = Upbit.builder();
    if (args.length == 2) { // REST and WebSocket address of a simulated venue
      upbit.environment(UpbitEnvironment.of(URI.create(args[0]), URI.create(args[1])));
    }
    try (var client = upbit.open()) {
      var feeds = List.of(Feed.trades(Upbit.instrument("KRW-BTC")));
      client.marketData().subscribe(feeds, new Quickstart());
      Thread.sleep(10_000);
    }
  }
}
// endregion
