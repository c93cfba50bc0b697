package dev.stom.binance.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a control message ({@code SUBSCRIBE}, {@code UNSUBSCRIBE}, {@code
 * LIST_SUBSCRIPTIONS} ...): a success unless there is a code.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, 2026-07-21.
 *
 * @param id the id of the control message, as text; null when it had none
 * @param code the venue's error code as text; null for success
 * @param message the venue's words about the error; null for success
 * @param streams what {@code LIST_SUBSCRIPTIONS} listed; otherwise empty
 */
public record BinanceStreamAnswer(
    @Nullable String id, @Nullable String code, @Nullable String message, List<String> streams)
    implements BinanceMessage {
  /** Copies the list. */
  public BinanceStreamAnswer {
    streams = List.copyOf(streams);
  }

  /**
   * Tells success from error.
   *
   * @return true when the venue named no error
   */
  public boolean isSuccess() {
    return code == null;
  }
}
