package dev.stom.upbit;

import dev.stom.core.error.DecodeException;
import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.spi.MalformedFrame;
import dev.stom.core.spi.Words;
import dev.stom.upbit.model.UpbitMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Reads stream frames into Upbit's own records, without a connection: all four formats, by the same
 * decoder that serves live streams. Made by {@link Upbit#frameReader()}.
 *
 * <p>Not thread-safe: one for each thread.
 */
public final class UpbitFrameReader {
  private final FrameDecoder decoder = new FrameDecoder();
  private final Words codes;
  private final Found found = new Found();

  UpbitFrameReader(Collection<String> codes) {
    TreeSet<String> checked = new TreeSet<>();
    codes.forEach(code -> checked.add(UpbitSymbols.checked("codes", code)));
    this.codes = Words.of(checked);
  }

  /**
   * Reads one frame.
   *
   * @param frame the message's bytes, UTF-8
   * @return the market data in it, in order: one message as a rule; none for signs of life, errors,
   *     answers and types that are no public market data
   * @throws DecodeException when it cannot be read
   */
  public List<UpbitMessage> read(byte[] frame) {
    found.messages.clear();
    try {
      decoder.read(frame, codes, found);
    } catch (MalformedFrame malformed) {
      throw unreadable("read a stream frame", frame, malformed);
    }
    return found.messages.size() == 1
        ? List.of(found.messages.get(0))
        : List.copyOf(found.messages);
  }

  static DecodeException unreadable(String operation, byte[] text, RuntimeException cause) {
    byte[] beginning = Arrays.copyOf(text, Math.min(text.length, Failure.EXCERPT_LENGTH));
    ErrorReason reason = ErrorReason.UNREADABLE;
    return new DecodeException(
        new Failure(
            Upbit.VENUE,
            operation,
            reason,
            0,
            Duration.ZERO,
            null,
            null,
            cause.getMessage(),
            new String(beginning, StandardCharsets.UTF_8),
            null,
            reason.advice()),
        cause);
  }

  private static final class Found implements FrameDecoder.Handler {
    private final List<UpbitMessage> messages = new ArrayList<>();

    @Override
    public void data(UpbitMessage message) {
      messages.add(message);
    }

    @Override
    public void control(Control control) {}
  }
}
