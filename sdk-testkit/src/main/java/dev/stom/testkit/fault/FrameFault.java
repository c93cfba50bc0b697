package dev.stom.testkit.fault;

import dev.stom.testkit.traffic.SeenFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What goes wrong with a frame that a venue is about to send. The factories cover the usual;
 * anything else is a lambda. A fault may keep state from frame to frame; it is called for one frame
 * at a time.
 */
@FunctionalInterface
public interface FrameFault {

  /**
   * Decides what is sent.
   *
   * @param frame what the venue was about to send
   * @return what it sends instead, in this order; empty for nothing
   */
  List<Delivery> apply(SeenFrame frame);

  /**
   * One frame on its way.
   *
   * @param text what is sent
   * @param delay how long the venue holds it back; later frames of the connection wait behind it
   */
  record Delivery(String text, Duration delay) {}

  /**
   * Sends nothing: a gap in what the client hears, on a connection that lives on.
   *
   * @return the fault
   */
  static FrameFault dropped() {
    return frame -> List.of();
  }

  /**
   * Sends the frame twice.
   *
   * @return the fault
   */
  static FrameFault duplicated() {
    return frame -> {
      Delivery delivery = new Delivery(frame.text(), Duration.ZERO);
      return List.of(delivery, delivery);
    };
  }

  /**
   * Sends the frame late; what follows it on the connection waits behind it.
   *
   * @param delay how late; not negative
   * @return the fault
   */
  static FrameFault delayed(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative but is " + delay);
    }
    return frame -> List.of(new Delivery(frame.text(), delay));
  }

  /**
   * Sends a changed text, for example a broken one.
   *
   * @param change makes one text out of the other
   * @return the fault
   */
  static FrameFault changed(UnaryOperator<String> change) {
    return frame -> List.of(new Delivery(change.apply(frame.text()), Duration.ZERO));
  }

  /**
   * Holds a frame back until the next one of the same connection that the rule catches, and sends
   * the two in the wrong order. A frame that no other one follows is lost: arm it for an even
   * number of times.
   *
   * @return a fault with a memory of one frame for each connection: use it for one rule only
   */
  static FrameFault swappedWithNext() {
    Map<Long, Delivery> held = new HashMap<>();
    return frame -> {
      Delivery now = new Delivery(frame.text(), Duration.ZERO);
      Delivery before = held.remove(frame.connection());
      if (before == null) {
        held.put(frame.connection(), now);
        return List.of();
      }
      return List.of(now, before);
    };
  }
}
