package dev.stom.testkit.internal.market;

/** How the price of a pair follows from the world. */
public enum Quoting {
  /** In won, with Korea's premium. */
  WON {
    @Override
    long price(World world, Coin coin, long step) {
      return world.won(coin, step);
    }
  },
  /** In dollar coins. */
  TETHER {
    @Override
    long price(World world, Coin coin, long step) {
      return world.usd(coin, step);
    }
  },
  /** In bitcoins. */
  BITCOIN {
    @Override
    long price(World world, Coin coin, long step) {
      return world.bitcoins(coin, step);
    }
  };

  abstract long price(World world, Coin coin, long step);
}
