package dev.stom.upbit;

import java.util.List;

/** What a stream frame says that is not market data. */
sealed interface Control {
  /**
   * A sign of life.
   *
   * @param text the venue's word, for example {@code UP}
   */
  record Status(String text) implements Control {}

  /**
   * The venue did not take the last message.
   *
   * @param name its name for the fault
   * @param message its words
   */
  record Refused(String name, String message) implements Control {}

  /**
   * What the connection is subscribed to.
   *
   * @param routes each
   */
  record Subscribed(List<Route> routes) implements Control {}

  /**
   * A frame of a type that is none of public market data, or not known yet.
   *
   * @param type the venue's word
   */
  record Other(String type) implements Control {}
}
