package dev.stom.testkit.internal.upbit;

import dev.stom.testkit.internal.market.Bar;
import dev.stom.testkit.internal.market.Depth;
import dev.stom.testkit.internal.market.Pair;
import dev.stom.testkit.internal.market.Tape;
import dev.stom.testkit.internal.market.World;
import dev.stom.testkit.internal.text.Fixed;
import dev.stom.testkit.internal.text.Json;
import java.math.BigDecimal;

/**
 * Writes stream frames. Some figures have eight decimals and some none, as in what Upbit sends.
 * Source: Upbit developer centre v1.6.4, websocket-ticker, -trade, -orderbook and -candle pages.
 */
final class UpbitFrames {
  private static final int TURNOVER_SCALE = 16;

  private final UpbitFormat format;
  private final String streamType;

  UpbitFrames(UpbitFormat format, String streamType) {
    this.format = format;
    this.streamType = streamType;
  }

  private String name(String full, String brief) {
    return format.name(full, brief);
  }

  private void end(Json json) {
    json.text(name("stream_type", "st"), streamType);
  }

  String ticker(Pair pair, UpbitReading now) {
    Tape last = now.last();
    Bar day = now.day();
    return format.wrap(
        Json.object(
            json -> {
              json.text(name("type", "ty"), "ticker")
                  .text(name("code", "cd"), pair.symbol())
                  .number(name("opening_price", "op"), Fixed.trimmed(now.open()))
                  .number(name("high_price", "hp"), Fixed.trimmed(now.high()))
                  .number(name("low_price", "lp"), Fixed.trimmed(now.low()))
                  .number(name("trade_price", "tp"), Fixed.trimmed(last.price()))
                  .number(name("prev_closing_price", "pcp"), Fixed.eight(now.previousClose()))
                  .number(name("acc_trade_price", "atp"), padded(day.quote()))
                  .text(name("change", "c"), UpbitReading.changeWord(now.change()))
                  .number(name("change_price", "cp"), Fixed.eight(Math.abs(now.change())))
                  .number(name("signed_change_price", "scp"), Fixed.eight(now.change()))
                  .number(name("change_rate", "cr"), now.changeRate().abs())
                  .number(name("signed_change_rate", "scr"), now.changeRate())
                  .text(name("ask_bid", "ab"), UpbitReading.sideWord(last.takerBuys()))
                  .number(name("trade_volume", "tv"), Fixed.trimmed(last.size()))
                  .number(name("acc_trade_volume", "atv"), UpbitReading.plain(day.volume()))
                  .text(
                      name("trade_date", "tdt"),
                      UpbitTimes.utc(last.millis(), UpbitTimes.BARE_DATE))
                  .text(
                      name("trade_time", "ttm"),
                      UpbitTimes.utc(last.millis(), UpbitTimes.BARE_TIME))
                  .number(name("trade_timestamp", "ttms"), last.millis())
                  .number(
                      name("acc_ask_volume", "aav"),
                      UpbitReading.plain(day.volume().subtract(day.takerBuyVolume())))
                  .number(name("acc_bid_volume", "abv"), UpbitReading.plain(day.takerBuyVolume()))
                  .number(name("highest_52_week_price", "h52wp"), Fixed.eight(now.year().high()))
                  .text(
                      name("highest_52_week_date", "h52wdt"),
                      UpbitTimes.utc(now.year().highMillis(), UpbitTimes.DATE))
                  .number(name("lowest_52_week_price", "l52wp"), Fixed.eight(now.year().low()))
                  .text(
                      name("lowest_52_week_date", "l52wdt"),
                      UpbitTimes.utc(now.year().lowMillis(), UpbitTimes.DATE))
                  .text(name("market_state", "ms"), "ACTIVE")
                  .flag(name("is_trading_suspended", "its"), false)
                  .absent(name("delisting_date", "dd"))
                  .text(name("market_warning", "mw"), "NONE")
                  .number(name("timestamp", "tms"), now.millis())
                  .number(name("acc_trade_price_24h", "atp24h"), padded(now.rolling().quote()))
                  .number(name("acc_trade_volume_24h", "atv24h"), padded(now.rolling().volume()));
              end(json);
            }));
  }

  String trade(Pair pair, Tape trade, long previousClose, long now) {
    Depth best = pair.depth(World.stepOf(trade.millis()), 1);
    long change = trade.price() - previousClose;
    return format.wrap(
        Json.object(
            json -> {
              json.text(name("type", "ty"), "trade")
                  .text(name("code", "cd"), pair.symbol())
                  .number(name("timestamp", "tms"), now)
                  .text(name("trade_date", "td"), UpbitTimes.utc(trade.millis(), UpbitTimes.DATE))
                  .text(name("trade_time", "ttm"), UpbitTimes.utc(trade.millis(), UpbitTimes.TIME))
                  .number(name("trade_timestamp", "ttms"), trade.millis())
                  .number(name("trade_price", "tp"), Fixed.eight(trade.price()))
                  .number(name("trade_volume", "tv"), Fixed.trimmed(trade.size()))
                  .text(name("ask_bid", "ab"), UpbitReading.sideWord(trade.takerBuys()))
                  .number(name("prev_closing_price", "pcp"), Fixed.eight(previousClose))
                  .text(name("change", "c"), UpbitReading.changeWord(change))
                  .number(name("change_price", "cp"), Fixed.eight(Math.abs(change)))
                  .number(name("sequential_id", "sid"), UpbitReading.sequentialId(trade))
                  .number(name("best_ask_price", "bap"), Fixed.trimmed(best.askPrices()[0]))
                  .number(name("best_ask_size", "bas"), Fixed.trimmed(best.askSizes()[0]))
                  .number(name("best_bid_price", "bbp"), Fixed.trimmed(best.bidPrices()[0]))
                  .number(name("best_bid_size", "bbs"), Fixed.trimmed(best.bidSizes()[0]));
              end(json);
            }));
  }

  String book(Pair pair, Depth depth, long step, BigDecimal level) {
    return format.wrap(
        Json.object(
            json -> {
              json.text(name("type", "ty"), "orderbook")
                  .text(name("code", "cd"), pair.symbol())
                  .number(name("timestamp", "tms"), UpbitBook.timestamp(step))
                  .number(
                      name("total_ask_size", "tas"),
                      Fixed.trimmed(UpbitReading.total(depth.askSizes())))
                  .number(
                      name("total_bid_size", "tbs"),
                      Fixed.trimmed(UpbitReading.total(depth.bidSizes())))
                  .array(name("orderbook_units", "obu"), list -> units(list, depth));
              end(json);
              json.number(name("level", "lv"), UpbitReading.plain(level));
            }));
  }

  private void units(Json list, Depth depth) {
    for (int i = 0; i < depth.bidPrices().length; i++) {
      int row = i;
      list.element(
          unit ->
              unit.number(name("ask_price", "ap"), Fixed.trimmed(depth.askPrices()[row]))
                  .number(name("bid_price", "bp"), Fixed.trimmed(depth.bidPrices()[row]))
                  .number(name("ask_size", "as"), Fixed.trimmed(depth.askSizes()[row]))
                  .number(name("bid_size", "bs"), Fixed.trimmed(depth.bidSizes()[row])));
    }
  }

  String candle(String type, Pair pair, long start, Bar bar) {
    return format.wrap(
        Json.object(
            json -> {
              json.text(name("type", "ty"), type)
                  .text(name("code", "cd"), pair.symbol())
                  .text(
                      name("candle_date_time_utc", "cdttmu"),
                      UpbitTimes.utc(start, UpbitTimes.SECONDS))
                  .text(
                      name("candle_date_time_kst", "cdttmk"),
                      UpbitTimes.korea(start, UpbitTimes.SECONDS))
                  .number(name("opening_price", "op"), Fixed.eight(bar.open()))
                  .number(name("high_price", "hp"), Fixed.eight(bar.high()))
                  .number(name("low_price", "lp"), Fixed.eight(bar.low()))
                  .number(name("trade_price", "tp"), Fixed.eight(bar.close()))
                  .number(name("candle_acc_trade_volume", "catv"), UpbitReading.plain(bar.volume()))
                  .number(
                      name("candle_acc_trade_price", "catp"),
                      bar.quote().setScale(TURNOVER_SCALE).toPlainString())
                  .number(name("timestamp", "tms"), bar.lastMillis());
              end(json);
            }));
  }

  /** At least eight decimals. */
  private static String padded(BigDecimal value) {
    BigDecimal plain = UpbitReading.plain(value);
    return plain.scale() < 8 ? plain.setScale(8).toPlainString() : plain.toPlainString();
  }
}
