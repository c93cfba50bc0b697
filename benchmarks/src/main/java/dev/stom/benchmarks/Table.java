package dev.stom.benchmarks;

import java.util.Locale;
import java.util.Map;

/** The one table: a row for each kind of frame, a group of columns for each library. */
final class Table {
  private static final String LABEL = "%-22s";
  private static final String OURS = "%7s %7s";
  private static final String OTHERS = "  %7s %5s %7s";

  private final StringBuilder text = new StringBuilder();

  Table() {
    StringBuilder names = new StringBuilder();
    StringBuilder units = new StringBuilder();
    for (Library library : Library.values()) {
      if (library == Library.OURS) {
        names.append("%15s".formatted(library.label()));
        units.append(OURS.formatted("ns", "bytes"));
      } else {
        names.append("%23s".formatted(library.label()));
        units.append(OTHERS.formatted("ns", "x", "bytes"));
      }
    }
    text.append(LABEL.formatted("")).append(names).append('\n');
    text.append(LABEL.formatted("frame")).append(units).append('\n');
  }

  /** Adds a row; columns without a figure stay empty. */
  void add(String label, Map<Library, Figure> figures) {
    StringBuilder row = new StringBuilder(LABEL.formatted(label));
    Figure ours = figures.get(Library.OURS);
    for (Library library : Library.values()) {
      Figure figure = figures.get(library);
      if (figure == null) {
        row.append(OTHERS.formatted("", "", ""));
      } else if (library == Library.OURS || ours == null) {
        row.append(OURS.formatted(whole(figure.nanos()), whole(figure.bytes())));
      } else {
        String ratio = String.format(Locale.ROOT, "%.1f", figure.nanos() / ours.nanos());
        row.append(OTHERS.formatted(whole(figure.nanos()), ratio, whole(figure.bytes())));
      }
    }
    text.append(row.toString().stripTrailing()).append('\n');
  }

  String text() {
    return text.toString();
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
