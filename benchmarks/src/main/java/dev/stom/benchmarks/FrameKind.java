package dev.stom.benchmarks;

import com.squareup.moshi.Types;
import dev.stom.benchmarks.BinanceModels.Combined;
import dev.stom.benchmarks.Library.Adapter;
import dev.stom.benchmarks.Library.Decoder;
import dev.stom.binance.Binance;
import dev.stom.binance.BinanceFrameReader;
import dev.stom.binance.model.BinanceDepth;
import dev.stom.binance.model.BinanceDepthUpdate;
import dev.stom.binance.model.BinanceLevels;
import dev.stom.core.market.BookSide;
import dev.stom.core.market.Normalizer;
import dev.stom.core.market.OrderBook;
import dev.stom.upbit.Upbit;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A kind of frame: how to make one up, and how each side reads it. Upbit's go through the
 * normalizer, that is, ours also translates them into the common vocabulary; Binance's into the
 * venue's own records, in the combined form in which the SDK subscribes.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions are references without state
public enum FrameKind {
  /** A trade with short names. */
  UPBIT_TRADE_SIMPLE(
      "upbit trade SIMPLE",
      UpbitModels.SimpleTrade.class,
      random -> UpbitFrames.trade(random, UpbitReaders.SIMPLE_TRADE),
      json -> UpbitReaders.trade(json, UpbitReaders.SIMPLE_TRADE),
      FrameKind::upbit),
  /** A trade with long names. */
  UPBIT_TRADE_DEFAULT(
      "upbit trade DEFAULT",
      UpbitModels.Trade.class,
      random -> UpbitFrames.trade(random, UpbitReaders.TRADE),
      json -> UpbitReaders.trade(json, UpbitReaders.TRADE),
      FrameKind::upbit),
  /** A ticker with short names. */
  UPBIT_TICKER(
      "upbit ticker",
      UpbitModels.Ticker.class,
      UpbitFrames::ticker,
      UpbitReaders::ticker,
      FrameKind::upbit),
  /** A whole book of 15 rows. */
  UPBIT_BOOK_15(
      "upbit orderbook 15",
      UpbitModels.Book.class,
      random -> UpbitFrames.book(random, 15),
      UpbitReaders::book,
      FrameKind::upbit),
  /** A whole book of 30 rows. */
  UPBIT_BOOK_30(
      "upbit orderbook 30",
      UpbitModels.Book.class,
      random -> UpbitFrames.book(random, 30),
      UpbitReaders::book,
      FrameKind::upbit),
  /** A candle of one second. */
  UPBIT_CANDLE(
      "upbit candle",
      UpbitModels.Candle.class,
      UpbitFrames::candle,
      UpbitReaders::candle,
      FrameKind::upbit),
  /** A trade. */
  BINANCE_TRADE(
      "binance trade",
      combined(BinanceModels.Trade.class),
      BinanceFrames::trade,
      json -> BinanceReaders.combined(json, BinanceReaders::trade),
      FrameKind::binance),
  /** An aggregated trade. */
  BINANCE_AGG_TRADE(
      "binance aggTrade",
      combined(BinanceModels.AggTrade.class),
      BinanceFrames::aggTrade,
      json -> BinanceReaders.combined(json, BinanceReaders::aggTrade),
      FrameKind::binance),
  /** Statistics of 24 hours. */
  BINANCE_TICKER(
      "binance ticker",
      combined(BinanceModels.Ticker.class),
      BinanceFrames::ticker,
      json -> BinanceReaders.combined(json, BinanceReaders::ticker),
      FrameKind::binance),
  /** The best of both sides. */
  BINANCE_BOOK_TICKER(
      "binance bookTicker",
      combined(BinanceModels.BookTicker.class),
      BinanceFrames::bookTicker,
      json -> BinanceReaders.combined(json, BinanceReaders::bookTicker),
      FrameKind::binance),
  /** A partial book of 20 levels. */
  BINANCE_DEPTH_20(
      "binance depth20",
      combined(BinanceModels.Depth.class),
      BinanceFrames::depth20,
      json -> BinanceReaders.combined(json, BinanceReaders::depth),
      FrameKind::binance),
  /** Changes of a book, some ten on each side. */
  BINANCE_DEPTH_UPDATE(
      "binance depthUpdate",
      combined(BinanceModels.DepthUpdate.class),
      BinanceFrames::depthUpdate,
      json -> BinanceReaders.combined(json, BinanceReaders::depthUpdate),
      FrameKind::binance),
  /** A candle. */
  BINANCE_KLINE(
      "binance kline",
      combined(BinanceModels.Kline.class),
      BinanceFrames::kline,
      json -> BinanceReaders.combined(json, BinanceReaders::kline),
      FrameKind::binance);

  private static final Instant RECEIVED_AT = Instant.parse("2026-11-22T00:00:00Z");
  private static final long SEED = 20261122;

  private final String label;
  private final Type model;
  private final Function<SplittableRandom, String> writer;
  private final Adapter adapter;
  private final Supplier<Decoder> ours;

  FrameKind(
      String label,
      Type model,
      Function<SplittableRandom, String> writer,
      Adapter adapter,
      Supplier<Decoder> ours) {
    this.label = label;
    this.model = model;
    this.writer = writer;
    this.adapter = adapter;
    this.ours = ours;
  }

  /** Its name in the table. */
  String label() {
    return label;
  }

  /** What the reflective libraries make of it. */
  Type model() {
    return model;
  }

  /** What the hand-written adapters make of it. */
  Adapter adapter() {
    return adapter;
  }

  /** Our decoder. */
  Decoder ours() {
    return ours.get();
  }

  /** Makes frames up: the same ones each time. */
  byte[][] frames(int count) {
    SplittableRandom random = new SplittableRandom(SEED + name().hashCode());
    byte[][] frames = new byte[count][];
    for (int i = 0; i < count; i++) {
      frames[i] = writer.apply(random).getBytes(StandardCharsets.UTF_8);
    }
    return frames;
  }

  /** Whether our side keeps its decimals as columns until asked for. */
  boolean isBook() {
    return switch (this) {
      case UPBIT_BOOK_15, UPBIT_BOOK_30, BINANCE_DEPTH_20, BINANCE_DEPTH_UPDATE -> true;
      default -> false;
    };
  }

  /**
   * Asks a book of ours for every price and quantity, so that it has done what the others have.
   *
   * @param decoded what any library has decoded
   * @param reader hears each decimal
   */
  static void readLevels(Object decoded, Consumer<BigDecimal> reader) {
    if (decoded instanceof OrderBook book) {
      readLevels(book.bids(), reader);
      readLevels(book.asks(), reader);
    } else if (decoded instanceof BinanceDepth depth) {
      readLevels(depth.bids(), reader);
      readLevels(depth.asks(), reader);
    } else if (decoded instanceof BinanceDepthUpdate update) {
      readLevels(update.bids(), reader);
      readLevels(update.asks(), reader);
    }
  }

  private static void readLevels(BookSide side, Consumer<BigDecimal> reader) {
    for (int i = 0; i < side.depth(); i++) {
      reader.accept(side.price(i));
      reader.accept(side.quantity(i));
    }
  }

  private static void readLevels(BinanceLevels levels, Consumer<BigDecimal> reader) {
    for (int i = 0; i < levels.size(); i++) {
      reader.accept(levels.price(i));
      reader.accept(levels.quantity(i));
    }
  }

  private static Type combined(Class<?> data) {
    return Types.newParameterizedTypeWithOwner(BinanceModels.class, Combined.class, data);
  }

  private static Decoder upbit() {
    Normalizer normalizer = Upbit.normalizer();
    return frame -> normalizer.readFrame(frame, RECEIVED_AT).events().get(0);
  }

  private static Decoder binance() {
    BinanceFrameReader reader = Binance.frameReader();
    return frame -> reader.read(frame).message();
  }
}
