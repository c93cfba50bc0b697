package dev.stom.examples;

// region readme
import dev.stom.core.market.*;
import dev.stom.upbit.*;
import java.net.URI;

public class Quickstart implements MarketListener {
  @Override
  public void onTrade(Trade trade) {
    System.out.println(trade.instrument() + " " + trade.takerSide() + " at " + trade.price());
  }

  public static void main(String[] args) throws InterruptedException {
    UpbitEnvironment venue = // the real one, or a simulated one by its two addresses
        args.length < 2
            ? UpbitEnvironment.KOREA
            : UpbitEnvironment.of(URI.create(args[0]), URI.create(args[1]));
    try (Upbit upbit = Upbit.builder().environment(venue).open()) {
      upbit.marketData().subscribe(Feed.trades(Upbit.instrument("KRW-BTC")), new Quickstart());
      Thread.sleep(10_000);
    }
  }
}
// endregion
