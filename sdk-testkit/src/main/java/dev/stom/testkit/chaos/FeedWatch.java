package dev.stom.testkit.chaos;

import dev.stom.core.market.Feed;
import dev.stom.core.market.MarketEvent;
import dev.stom.core.market.Origin;
import dev.stom.core.market.StreamStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Watches over the statuses of one feed: data only while it is live, and after the loss of a
 * connection a gap before the first of them.
 */
class FeedWatch {
  /** What the last status said. */
  enum State {
    NEW,
    LIVE,
    STALE,
    LOST,
    CLOSED
  }

  final Feed feed;
  final Findings findings;
  private State state = State.NEW;
  private boolean everLive;
  private boolean lost; // a connection was lost since the last event
  private StreamStatus.@Nullable Gap gap; // told, and no event came since
  private @Nullable Instant lastReceivedAt;
  private @Nullable Instant notLiveSince;
  private long reconnects;
  private long events;

  FeedWatch(Feed feed, Findings findings) {
    this.feed = feed;
    this.findings = findings;
  }

  final boolean isLive() {
    return state == State.LIVE;
  }

  final boolean wasLive() {
    return everLive;
  }

  final State state() {
    return state;
  }

  final long reconnects() {
    return reconnects;
  }

  final long events() {
    return events;
  }

  final @Nullable Instant lastReceivedAt() {
    return lastReceivedAt;
  }

  /** Whether a connection was lost since the last event. */
  final boolean hasLost() {
    return lost;
  }

  void find(String what) {
    findings.add(feed + ": " + what);
  }

  /** Whether an event that comes while the feed is not live has waited for others meanwhile. */
  boolean mayComeLate(MarketEvent event) {
    return false;
  }

  /** When the feed ceased to be live the last time, by our clock. */
  final @Nullable Instant notLiveSince() {
    return notLiveSince;
  }

  void status(StreamStatus status) {
    if (state == State.LIVE && !(status instanceof StreamStatus.Live)) {
      notLiveSince = status.at();
    }
    if (state == State.CLOSED) {
      find("after its end came " + status);
    }
    if (status instanceof StreamStatus.Live) {
      state = State.LIVE;
      if (!everLive) {
        everLive = true;
        firstLive();
      }
      live();
    } else if (status instanceof StreamStatus.Stale) {
      state = State.STALE;
    } else if (status instanceof StreamStatus.Reconnecting reconnecting) {
      if (reconnecting.attempt() < 1) {
        find("a try with number " + reconnecting.attempt());
      }
      state = State.LOST;
      lost |= everLive;
      reconnects++;
    } else if (status instanceof StreamStatus.Refused) {
      find("refused: " + status);
    } else if (status instanceof StreamStatus.Closed) {
      state = State.CLOSED;
    }
  }

  /** It is live for the first time. */
  void firstLive() {}

  /** It is live, perhaps again. */
  void live() {}

  void gap(StreamStatus.Gap told) {
    if (gap != null) {
      find("a gap follows a gap: " + gap + ", " + told);
    }
    if (told.to().isBefore(told.from())) {
      find("a gap ends before it begins: " + told);
    }
    checkGap(told);
    gap = told;
  }

  /** Gaps between events without ids: they follow losses, and name our clock. */
  void checkGap(StreamStatus.Gap told) {
    if (!lost) {
      find("a gap although no connection was lost: " + told);
    }
    if (told.afterId() != null || told.beforeId() != null) {
      find("a gap with ids between events without: " + told);
    }
    if (lastReceivedAt != null && told.from().isBefore(lastReceivedAt)) {
      find("a gap begins before the last event of " + lastReceivedAt + ": " + told);
    }
  }

  void event(MarketEvent event) {
    events++;
    if (state != State.LIVE && !mayComeLate(event)) {
      find("data while " + state + ": " + event);
    }
    checkEvent(event, gap);
    gap = null;
    lost &= wasReceivedBefore(notLiveSince, event); // it has waited for others meanwhile
    lastReceivedAt = event.receivedAt();
  }

  static boolean wasReceivedBefore(@Nullable Instant loss, MarketEvent event) {
    return loss != null
        && event.stamp().origin() != Origin.REQUEST
        && !event.receivedAt().isAfter(loss);
  }

  /** An event, and the gap that stood before it. */
  void checkEvent(MarketEvent event, StreamStatus.@Nullable Gap before) {
    if (lost && before == null) {
      find("no gap after the loss of a connection, before " + event);
    }
    if (before != null && !isNext(before.to(), event.receivedAt())) {
      find("a gap ends at another moment than the first event after it: " + before + ", " + event);
    }
  }

  /** In real time the first event after a gap may be merged with one that came a little later. */
  private boolean isNext(Instant gapEnd, Instant receivedAt) {
    return findings.isVirtual() ? gapEnd.equals(receivedAt) : !gapEnd.isAfter(receivedAt);
  }
}
