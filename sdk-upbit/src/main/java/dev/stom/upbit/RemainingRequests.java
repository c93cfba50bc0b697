package dev.stom.upbit;

import dev.stom.core.spi.HttpAnswer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Remaining-Req: group=candle; min=600; sec=9}. Only {@code sec} means anything:
 * {@code min} is fixed. The group is told in several spellings, so what a request was charged to is
 * the better authority.
 *
 * <p>Source: Upbit developer centre, rate-limits page, 2026-10-07.
 *
 * @param second how many more requests the group takes in this second
 */
record RemainingRequests(int second) {
  private static final Pattern SECOND = Pattern.compile("(?:^|[;,\\s])sec\\s*=\\s*([0-9]{1,6})\\b");

  static Optional<RemainingRequests> of(HttpAnswer answer) {
    return answer.header("Remaining-Req").flatMap(RemainingRequests::parse);
  }

  static Optional<RemainingRequests> parse(String header) {
    Matcher matcher = SECOND.matcher(header);
    return matcher.find()
        ? Optional.of(new RemainingRequests(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }
}
