package dev.stom.upbit;

import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
import dev.stom.core.spi.StreamMapping;
import dev.stom.core.spi.StreamSubscriber.Receipt;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitMessage;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTradeMessage;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Upbit's channels and messages as they are. */
final class UpbitChannelMapping
    implements StreamMapping<UpbitChannel, UpbitMessage, UpbitChannel, UpbitMessage> {
  @Override
  public UpbitChannel channelOf(UpbitChannel channel) {
    return channel;
  }

  @Override
  public Feed.Mode modeOf(UpbitChannel channel) {
    return channel.mode();
  }

  @Override
  public void translate(
      UpbitChannel channel, UpbitMessage message, Receipt receipt, Consumer<UpbitMessage> out) {
    Integer depth = channel.depth();
    out.accept(
        message instanceof UpbitOrderbookMessage book && depth != null ? book.top(depth) : message);
  }

  @Override
  public Origin originOf(UpbitMessage message) {
    return Common.originOf(message);
  }

  @Override
  public @Nullable Object stateKey(UpbitMessage message) {
    if (message instanceof UpbitTradeMessage) {
      return null;
    }
    return message instanceof UpbitCandleMessage candle
        ? new CandleKey(candle.type(), candle.code(), candle.candleDateTimeUtc())
        : Route.of(message);
  }

  @Override
  public @Nullable String uniqueId(UpbitMessage message) {
    return message instanceof UpbitTradeMessage trade ? trade.sequentialId() : null;
  }

  @Override
  public @Nullable Instant timeOf(UpbitMessage message) {
    return message instanceof UpbitTradeMessage trade ? Common.timeOf(trade) : null;
  }

  private record CandleKey(String type, String code, String openTime) {}
}
