package dev.stom.upbit;

import dev.stom.upbit.model.UpbitMessage;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Where frames arrive: what they are about. Depth and the wish for a snapshot are no part of it,
 * because frames do not repeat them.
 *
 * @param type for example {@code orderbook}
 * @param code the pair
 * @param level the width of the price steps of a book, without trailing zeros; null for none
 */
record Route(String type, String code, @Nullable BigDecimal level) {
  static Route of(String type, String code, @Nullable BigDecimal level) {
    return new Route(
        type, code, level == null || level.signum() == 0 ? null : level.stripTrailingZeros());
  }

  static Route of(UpbitMessage message) {
    return message instanceof UpbitOrderbookMessage book
        ? of(book.type(), book.code(), book.level())
        : new Route(message.type(), message.code(), null);
  }
}
