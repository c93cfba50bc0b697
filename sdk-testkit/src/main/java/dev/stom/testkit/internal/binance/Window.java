package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.market.Bar;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Tape;
import dev.stom.testkit.internal.text.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a pair over a span. A span without trades shows the last price before it and no
 * volume; a pair that never traded shows zeros.
 */
final class Window {
  private static final int SCALE = 8;

  final Pair pair;
  final long openMillis;
  final long closeMillis;
  private final Bar bar;
  private final @Nullable Tape before;

  Window(Pair pair, long openMillis, long untilMillis, long closeMillis) {
    this.pair = pair;
    this.openMillis = openMillis;
    this.closeMillis = closeMillis;
    bar = pair.bar(openMillis, untilMillis);
    before = pair.lastTrade(openMillis);
  }

  private long previous() {
    return before == null ? 0 : before.price();
  }

  String previousClose() {
    return Fixed.eight(previous());
  }

  private long openUnits() {
    return bar.isEmpty() ? previous() : bar.open();
  }

  private long closeUnits() {
    return bar.isEmpty() ? previous() : bar.close();
  }

  String open() {
    return Fixed.eight(openUnits());
  }

  String high() {
    return Fixed.eight(bar.isEmpty() ? previous() : bar.high());
  }

  String low() {
    return Fixed.eight(bar.isEmpty() ? previous() : bar.low());
  }

  String last() {
    return Fixed.eight(closeUnits());
  }

  String lastSize() {
    return Fixed.eight(bar.isEmpty() ? 0 : bar.lastSize());
  }

  String change() {
    return Fixed.eight(closeUnits() - openUnits());
  }

  /** In per cent, three decimals. */
  String changePercent() {
    if (openUnits() == 0) {
      return "0.000";
    }
    return BigDecimal.valueOf(closeUnits() - openUnits())
        .movePointRight(2)
        .divide(BigDecimal.valueOf(openUnits()), 3, RoundingMode.HALF_UP)
        .toPlainString();
  }

  String average() {
    if (bar.isEmpty()) {
      return Fixed.eight(previous());
    }
    return bar.quote().divide(bar.volume(), SCALE, RoundingMode.HALF_UP).toPlainString();
  }

  String volume() {
    return bar.volume().toPlainString();
  }

  String quoteVolume() {
    return eight(bar.quote());
  }

  String takerBuyVolume() {
    return bar.takerBuyVolume().toPlainString();
  }

  String takerBuyQuote() {
    return eight(bar.takerBuyQuote());
  }

  long firstId() {
    return bar.isEmpty() ? -1 : bar.firstId();
  }

  long lastId() {
    return bar.isEmpty() ? -1 : bar.lastId();
  }

  long count() {
    return bar.count();
  }

  boolean isEmpty() {
    return bar.isEmpty();
  }

  long lastMillis() {
    return bar.isEmpty() ? closeMillis : bar.lastMillis();
  }

  /** Turnover has at most eight decimals, as tick × lot has. */
  private static String eight(BigDecimal value) {
    return value.setScale(SCALE, RoundingMode.DOWN).toPlainString();
  }
}
