package dev.stom.upbit;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Upbit's pair codes: QUOTE-BASE in upper case. */
final class UpbitSymbols {
  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,32}-[A-Z0-9]{1,32}");
  private static final Pattern QUOTE = Pattern.compile("[A-Z0-9]{1,32}");

  private UpbitSymbols() {}

  static Optional<Instrument> find(String code) {
    if (!CODE.matcher(code).matches()) {
      return Optional.empty();
    }
    int dash = code.indexOf('-');
    return Optional.of(
        new Instrument(
            Upbit.VENUE,
            code,
            new Asset(code.substring(dash + 1)),
            new Asset(code.substring(0, dash))));
  }

  static String checked(String argument, String code) {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          argument
              + " must be QUOTE-BASE in upper case, for example KRW-BTC, but is '"
              + code
              + "'");
    }
    return code;
  }

  static String checkedQuote(String argument, String code) {
    if (!QUOTE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          argument + " must be a code in upper case, for example KRW, but is '" + code + "'");
    }
    return code;
  }

  /** Checks the codes and drops repetitions, in order. */
  static List<String> checked(Collection<String> markets) {
    if (markets.isEmpty()) {
      throw new IllegalArgumentException("markets must not be empty; name at least one");
    }
    LinkedHashSet<String> codes = new LinkedHashSet<>();
    for (String market : markets) {
      codes.add(checked("markets", market));
    }
    return new ArrayList<>(codes);
  }

  /** Refuses what is listed elsewhere. */
  static String codeOf(Instrument instrument) {
    if (!instrument.venue().equals(Upbit.VENUE)) {
      throw new IllegalArgumentException(
          "instrument " + instrument + " is not of Upbit; make it with Upbit.instrument(...)");
    }
    return checked("instrument", instrument.symbol());
  }
}
