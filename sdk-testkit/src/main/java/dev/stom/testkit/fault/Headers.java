package dev.stom.testkit.fault;

import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers with other headers. */
final class Headers {
  private static final Pattern REMAINING_SECOND = Pattern.compile("sec=([0-9]+)");

  private Headers() {}

  static HttpAnswer set(HttpAnswer answer, String name, String value) {
    List<Header> headers = new ArrayList<>(without(answer, name).headers());
    headers.add(new Header(name, value));
    return new HttpAnswer(answer.status(), headers, answer.body());
  }

  static HttpAnswer without(HttpAnswer answer, String name) {
    List<Header> headers = new ArrayList<>(answer.headers());
    headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    return new HttpAnswer(answer.status(), headers, answer.body());
  }

  static HttpAnswer misreport(HttpAnswer answer, long more) {
    return mapped(
        answer,
        header -> {
          String name = header.name().toLowerCase(Locale.ROOT);
          if (name.startsWith("x-mbx-used-weight")) {
            long used = Math.max(0, Long.parseLong(header.value()) + more);
            return new Header(header.name(), Long.toString(used));
          }
          if (name.equals("remaining-req")) {
            return new Header(header.name(), fewer(header.value(), more));
          }
          return header;
        });
  }

  private static String fewer(String remaining, long less) {
    Matcher second = REMAINING_SECOND.matcher(remaining);
    if (!second.find()) {
      return remaining;
    }
    long left = Math.max(0, Long.parseLong(second.group(1)) - less);
    return second.replaceFirst("sec=" + left);
  }

  private static HttpAnswer mapped(HttpAnswer answer, UnaryOperator<Header> change) {
    List<Header> headers = new ArrayList<>(answer.headers());
    headers.replaceAll(change);
    return new HttpAnswer(answer.status(), headers, answer.body());
  }
}
