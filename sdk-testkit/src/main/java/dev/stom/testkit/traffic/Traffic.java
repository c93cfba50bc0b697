package dev.stom.testkit.traffic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a simulated venue has seen since it began: a snapshot.
 *
 * @param requestsByGroup HTTP requests by the venue's own limit group (Upbit) or by path (Binance)
 * @param answersByStatus HTTP answers by status; those that never were sent are not counted
 * @param busiestWindow by limit, the most that fell into one window of it: requests a second by
 *     group on Upbit; on Binance {@code REQUEST_WEIGHT} a minute; {@code websocket-connect} and
 *     {@code websocket-message} on both
 * @param connectionsOpened streams accepted
 * @param connectionsRefused upgrades that were answered with an error
 * @param connectionsOpen streams open now
 * @param messagesReceived messages from clients on streams, control frames not counted
 * @param framesSent frames sent on streams
 * @param violations what clients did against the venue's protocol, oldest first; the newest {@link
 *     #VIOLATIONS_KEPT} are kept
 */
public record Traffic(
    Map<String, Long> requestsByGroup,
    Map<Integer, Long> answersByStatus,
    Map<String, Long> busiestWindow,
    long connectionsOpened,
    long connectionsRefused,
    int connectionsOpen,
    long messagesReceived,
    long framesSent,
    List<String> violations) {

  /** Enough to see a pattern, little enough to keep for days. */
  public static final int VIOLATIONS_KEPT = 1_000;

  /** Copies the collections. */
  public Traffic {
    requestsByGroup = Collections.unmodifiableMap(new TreeMap<>(requestsByGroup));
    answersByStatus = Collections.unmodifiableMap(new TreeMap<>(answersByStatus));
    busiestWindow = Collections.unmodifiableMap(new TreeMap<>(busiestWindow));
    violations = Collections.unmodifiableList(new ArrayList<>(violations));
  }

  /**
   * Returns how many answers had a status.
   *
   * @param status an HTTP status, for example 429
   * @return zero or more
   */
  public long answers(int status) {
    return answersByStatus.getOrDefault(status, 0L);
  }

  /**
   * Returns how many requests there were.
   *
   * @return of all groups together
   */
  public long requests() {
    return requestsByGroup.values().stream().mapToLong(Long::longValue).sum();
  }
}
