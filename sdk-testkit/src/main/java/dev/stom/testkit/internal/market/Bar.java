package dev.stom.testkit.internal.market;

import java.math.BigDecimal;

/** What the trades of a span add up to. Prices and sizes are in units of 10⁻⁸. */
public final class Bar {
  private static final int PRICE_SCALE = 8;

  private long open;
  private long high;
  private long low;
  private long close;
  private long firstId;
  private long lastId;
  private long firstMillis;
  private long lastMillis;
  private long lastSize;
  private final Wide volume = new Wide();
  private final Wide quote = new Wide();
  private final Wide takerBuyVolume = new Wide();
  private final Wide takerBuyQuote = new Wide();
  private long count;

  Bar() {}

  void add(long id, long millis, long price, long size, boolean takerBuys) {
    if (count == 0) {
      open = price;
      high = price;
      low = price;
      firstId = id;
      firstMillis = millis;
    }
    high = Math.max(high, price);
    low = Math.min(low, price);
    close = price;
    lastId = id;
    lastMillis = millis;
    lastSize = size;
    volume.addProduct(size, 1);
    quote.addProduct(price, size);
    if (takerBuys) {
      takerBuyVolume.addProduct(size, 1);
      takerBuyQuote.addProduct(price, size);
    }
    count++;
  }

  /** Adds a later span. */
  void add(Bar later) {
    if (later.count == 0) {
      return;
    }
    if (count == 0) {
      open = later.open;
      high = later.high;
      low = later.low;
      firstId = later.firstId;
      firstMillis = later.firstMillis;
    }
    high = Math.max(high, later.high);
    low = Math.min(low, later.low);
    close = later.close;
    lastId = later.lastId;
    lastMillis = later.lastMillis;
    lastSize = later.lastSize;
    volume.add(later.volume);
    quote.add(later.quote);
    takerBuyVolume.add(later.takerBuyVolume);
    takerBuyQuote.add(later.takerBuyQuote);
    count += later.count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  public long open() {
    return open;
  }

  public long high() {
    return high;
  }

  public long low() {
    return low;
  }

  public long close() {
    return close;
  }

  public long firstId() {
    return firstId;
  }

  public long lastId() {
    return lastId;
  }

  public long firstMillis() {
    return firstMillis;
  }

  public long lastMillis() {
    return lastMillis;
  }

  public long lastSize() {
    return lastSize;
  }

  public long count() {
    return count;
  }

  /** Base quantity, 8 decimals. */
  public BigDecimal volume() {
    return volume.toDecimal(PRICE_SCALE);
  }

  /** Quote turnover, 16 decimals. */
  public BigDecimal quote() {
    return quote.toDecimal(2 * PRICE_SCALE);
  }

  public BigDecimal takerBuyVolume() {
    return takerBuyVolume.toDecimal(PRICE_SCALE);
  }

  public BigDecimal takerBuyQuote() {
    return takerBuyQuote.toDecimal(2 * PRICE_SCALE);
  }
}
