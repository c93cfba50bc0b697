package dev.stom.testkit.internal.upbit;

/** How a connection wants its frames. */
enum UpbitFormat {
  DEFAULT(false, false),
  SIMPLE(true, false),
  JSON_LIST(false, true),
  SIMPLE_LIST(true, true);

  private final boolean simple;
  private final boolean list;

  UpbitFormat(boolean simple, boolean list) {
    this.simple = simple;
    this.list = list;
  }

  /** The long or the short form of a field's name. */
  String name(String full, String brief) {
    return simple ? brief : full;
  }

  String wrap(String frame) {
    return list ? "[" + frame + "]" : frame;
  }
}
