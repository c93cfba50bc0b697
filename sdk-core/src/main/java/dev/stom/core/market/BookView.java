package dev.stom.core.market;

import dev.stom.core.instrument.Instrument;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LiveBook} at the moment of one reading. Immutable.
 *
 * <p>Prices are reached through {@link #live()}, which is empty unless the book can be trusted; who
 * wants them nevertheless has to say {@link #lastKnown()}.
 */
public final class BookView {
  private final Instrument instrument;
  private final BookState state;
  private final String why;
  private final @Nullable OrderBook known; // null before the first
  private final @Nullable Duration age; // null before the first book
  private final long resyncs;
  private final long ignored;

  private BookView(
      Instrument instrument,
      BookState state,
      String why,
      @Nullable OrderBook known,
      @Nullable Duration age,
      long resyncs,
      long ignored) {
    this.instrument = Objects.requireNonNull(instrument, "instrument");
    this.state = Objects.requireNonNull(state, "state");
    this.why = Objects.requireNonNull(why, "why");
    this.known = known;
    this.age = age;
    this.resyncs = resyncs;
    this.ignored = ignored;
  }

  /**
   * Makes a view, for implementations of {@link LiveBook} and for tests.
   *
   * @param instrument whose book
   * @param state how far it can be trusted
   * @param why one sentence for people
   * @param lastKnown the newest book; null before the first, never with {@link BookState#LIVE}
   * @param readNanos the moment of the reading on the clock of the book's {@link
   *     Stamp#receivedNanos()}
   * @param resyncs see {@link #resyncs()}
   * @param ignored see {@link #ignored()}
   * @return the view
   * @throws IllegalArgumentException when a live view has no book, or a crossed one
   */
  public static BookView of(
      Instrument instrument,
      BookState state,
      String why,
      @Nullable OrderBook lastKnown,
      long readNanos,
      long resyncs,
      long ignored) {
    if (state == BookState.LIVE && (lastKnown == null || lastKnown.isCrossed())) {
      throw new IllegalArgumentException(
          "a live view needs a book that is not crossed but has " + lastKnown);
    }
    Duration age =
        lastKnown == null
            ? null
            : Duration.ofNanos(Math.max(0, readNanos - lastKnown.stamp().receivedNanos()));
    return new BookView(instrument, state, why, lastKnown, age, resyncs, ignored);
  }

  /**
   * Says whose book this is.
   *
   * @return the instrument
   */
  public Instrument instrument() {
    return instrument;
  }

  /**
   * Says how far the book can be trusted.
   *
   * @return the state
   */
  public BookState state() {
    return state;
  }

  /**
   * Says why it is in this state.
   *
   * @return one sentence for people; programs read {@link #state()}
   */
  public String why() {
    return why;
  }

  /**
   * Returns the book if it can be trusted: not crossed, nothing missed, every level inside the
   * horizon up to which all levels are known.
   *
   * @return the book, or empty unless {@link #state()} is {@link BookState#LIVE}
   */
  public Optional<OrderBook> live() {
    return state == BookState.LIVE ? Optional.ofNullable(known) : Optional.empty();
  }

  /**
   * Returns the newest book that was put together, <em>whether or not it is true any more</em>: for
   * display and diagnosis, not for trading.
   *
   * @return the book, or empty before the first
   */
  public Optional<OrderBook> lastKnown() {
    return Optional.ofNullable(known);
  }

  /**
   * Returns the venue's number of {@link #lastKnown()}.
   *
   * @return the number, or empty where the venue gives none or there is no book yet
   */
  public OptionalLong sequence() {
    Long sequence = known == null ? null : known.sequence();
    return sequence == null ? OptionalLong.empty() : OptionalLong.of(sequence);
  }

  /**
   * Returns when {@link #lastKnown()} was made, by the venue's clock.
   *
   * @return the moment, or empty where the venue does not say or there is no book yet
   */
  public Optional<Instant> venueTime() {
    return known == null ? Optional.empty() : known.venueTime();
  }

  /**
   * Returns when the newest part of {@link #lastKnown()} was received, by our wall clock.
   *
   * @return the moment, or empty when there is no book yet
   */
  public Optional<Instant> receivedAt() {
    return known == null ? Optional.empty() : Optional.of(known.receivedAt());
  }

  /**
   * Returns how long before this reading the newest part of {@link #lastKnown()} was received. A
   * live book of a quiet market grows old without being wrong.
   *
   * @return not negative, measured on a monotonic clock; empty when there is no book yet
   */
  public Optional<Duration> age() {
    return Optional.ofNullable(age);
  }

  /**
   * Counts how often the book has ceased to be live since it was opened, each time to be put
   * together anew.
   *
   * @return 0 or more
   */
  public long resyncs() {
    return resyncs;
  }

  /**
   * Counts the messages that were left out because the book had them already or had newer ones.
   *
   * @return 0 or more
   */
  public long ignored() {
    return ignored;
  }

  /** Shows state, reason, numbers and the top of the book; never the levels. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(instrument).append(' ').append(state).append(": ").append(why);
    if (known != null) {
      text.append("; sequence ").append(known.sequence()).append(", age ").append(age);
      text.append(", bid ").append(known.bestBid().map(Object::toString).orElse("none"));
      text.append(", ask ").append(known.bestAsk().map(Object::toString).orElse("none"));
    }
    return text.append("; resyncs ").append(resyncs).toString();
  }
}
