package dev.stom.binance;

import dev.stom.binance.model.BinanceMessage;
import dev.stom.core.error.DecodeException;
import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.spi.MalformedFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads stream frames into the venue's own records, without a connection: combined frames ({@code
 * {"stream":..,"data":..}}), raw ones, and answers to control messages. The same decoder that
 * serves live streams.
 *
 * <p>Not thread-safe: one for each thread.
 */
public final class BinanceFrameReader {
  private static final String OPERATION = "read a stream frame";

  private final FrameDecoder decoder = new FrameDecoder();

  BinanceFrameReader() {}

  /**
   * Reads one frame.
   *
   * @param frame the message's bytes, UTF-8
   * @return what it says, and on which stream where it says so
   * @throws DecodeException when it cannot be read
   */
  public Reading read(byte[] frame) {
    try {
      BinanceMessage message = decoder.read(frame);
      return new Reading(Optional.ofNullable(decoder.stream()), message);
    } catch (MalformedFrame malformed) {
      throw unreadable(OPERATION, frame, malformed);
    }
  }

  static DecodeException unreadable(
      String operation, byte[] text, @Nullable RuntimeException cause) {
    int shown = Math.min(text.length, Failure.EXCERPT_LENGTH);
    Failure failure =
        new Failure(
            Binance.VENUE,
            operation,
            ErrorReason.UNREADABLE,
            0,
            Duration.ZERO,
            null,
            null,
            cause == null ? null : cause.getMessage(),
            new String(text, 0, shown, StandardCharsets.UTF_8),
            null,
            ErrorReason.UNREADABLE.advice());
    return new DecodeException(failure, cause);
  }

  /**
   * What a frame says.
   *
   * @param stream which stream it came on; empty for raw frames, which do not say, and for answers
   * @param message what it says
   */
  public record Reading(Optional<BinanceStream> stream, BinanceMessage message) {}
}
