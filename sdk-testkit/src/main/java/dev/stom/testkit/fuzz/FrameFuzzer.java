package dev.stom.testkit.fuzz;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a model of a frame as legal JSON in every spelling there is, and breaks frames, so that a
 * decoder can be held to a plain parse of the same bytes:
 *
 * <pre>{@code
 * FrameFuzzer fuzzer = new FrameFuzzer(new SplittableRandom(seed));
 * Map<String, Object> trade = new LinkedHashMap<>();
 * trade.put("code", "KRW-BTC");
 * trade.put("trade_price", new BigDecimal("100473000.00000000"));
 * trade.put("sequential_id", 17303368620470000L);
 *
 * WrittenFrame frame = fuzzer.write(trade);
 * assertThat(decode(frame.bytes()).price())
 *     .isEqualTo(new BigDecimal(frame.literal("/trade_price")));
 *
 * byte[] broken = fuzzer.mutate(frame.bytes());   // a fault, or what the plain parse gives
 * }</pre>
 *
 * <p><b>Model.</b> {@code Map<String, ?>} in wire order, {@code List}, {@code String}, {@code
 * Boolean}, null, and two kinds of numbers. A {@code BigDecimal} may be written in any way that
 * means the same number. An {@code Integer}, {@code Long} or {@code BigInteger} is an id, a count
 * or a time: it is written in plain digits, bare or quoted, and never in another form. A number
 * that must be a string of exactly these characters is a {@code String}.
 *
 * <p><b>Repeatable:</b> what comes out depends on the generator's seed, the model and the calls
 * before. <b>Threads:</b> for one thread at a time.
 */
public final class FrameFuzzer {
  /** How often a broken frame is broken more than once: one time in so many. */
  private static final int ODDS_OF_MORE_DAMAGE = 5;

  private static final Damage[] DAMAGES = Damage.values();

  private final RandomGenerator random;
  private final Set<Variation> variations;
  private final FrameDamage damage;

  /**
   * Makes a fuzzer with all variations.
   *
   * @param random where chance comes from, seeded by the caller
   */
  public FrameFuzzer(RandomGenerator random) {
    this(random, EnumSet.allOf(Variation.class));
  }

  private FrameFuzzer(RandomGenerator random, Set<Variation> variations) {
    this.random = random;
    this.variations = variations;
    this.damage = new FrameDamage(random);
  }

  /**
   * Makes a fuzzer that leaves some variations out, such as {@link Variation#QUOTED_NUMBERS} for a
   * decoder that tells numbers from strings.
   *
   * @param left the variations to leave out
   * @return a fuzzer over the same source of chance
   */
  public FrameFuzzer without(Variation... left) {
    EnumSet<Variation> kept = EnumSet.noneOf(Variation.class);
    kept.addAll(variations);
    kept.removeAll(Arrays.asList(left));
    return new FrameFuzzer(random, kept);
  }

  /**
   * Writes a model in a spelling chosen by chance. Each variation is used in some frames and not in
   * others, so that plain frames occur as well.
   *
   * @param model what the frame says, see the class
   * @return the frame, always legal by RFC 8259, and the literals of its numbers
   */
  public WrittenFrame write(@Nullable Object model) {
    EnumSet<Variation> chosen = EnumSet.noneOf(Variation.class);
    for (Variation variation : variations) {
      if (random.nextInt(3) != 0) {
        chosen.add(variation);
      }
    }
    return new FrameWriter(random, chosen).write(model);
  }

  /**
   * Breaks a frame in a way chosen by chance, sometimes in several.
   *
   * @param frame the frame, not changed
   * @return another one, which by chance may be legal or even the same
   */
  public byte[] mutate(byte[] frame) {
    byte[] broken = frame;
    do {
      broken = mutate(broken, DAMAGES[random.nextInt(DAMAGES.length)]);
    } while (random.nextInt(ODDS_OF_MORE_DAMAGE) == 0);
    return broken;
  }

  /**
   * Breaks a frame in a given way.
   *
   * @param frame the frame, not changed
   * @param how the way; where the frame has no place for it, {@link Damage#BYTE_INSERTED} stands in
   * @return another one, which by chance may be legal or even the same
   */
  public byte[] mutate(byte[] frame, Damage how) {
    return damage.apply(frame, how);
  }
}
