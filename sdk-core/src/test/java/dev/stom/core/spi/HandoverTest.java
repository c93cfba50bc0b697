package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.spi.FakeStreams.FakeSocket;
import dev.stom.core.spi.FakeStreams.Protocol;
import dev.stom.core.spi.FakeStreams.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One connection replaces another and nothing falls between them. */
class HandoverTest extends StreamScene {
  private static final Topic STATE = Topic.of("a");
  private static final Topic TRADES = Topic.of("n");

  @Test
  void anAnnouncedEndOpensASuccessorFirstAndNobodyHearsOfIt() {
    FakeSocket old = live(STATE, TRADES);
    old.says("bye");
    FakeSocket next = successor();
    assertThat(old.over).isEmpty();
    old.says("a=1", "n=#1");
    next.opens();
    assertThat(next.sent).containsExactly("want a,n");
    next.says("ok a");
    assertThat(old.over).isEmpty();
    next.says("ok n");
    time.advance(HubConnection.OVERLAP);
    assertThat(old.over).isEqualTo("closed 1000");
    next.says("a=2", "n=#2");
    assertThat(news()).containsExactly("1", "#1", "2", "#2");
    old.breaks(); // its closing handshake
    time.advance(Protocol.PROBE_AFTER);
    assertThat(transport.sockets).hasSize(2);
    assertThat(news()).isEmpty();
  }

  @Test
  void numberedEventsOfBothConnectionsAreMergedEachOnceAndInOrder() {
    FakeSocket old = live(TRADES);
    FakeSocket next = successorOf(old);
    old.says("n=#1");
    next.says("n=#2"); // ahead of the old one
    next.says("n=#4");
    old.says("n=#2", "n=#3");
    next.says("n=#5");
    old.says("n=#4");
    assertThat(news()).containsExactly("#1", "#2", "#3", "#4", "#5");
  }

  @Test
  void ofStatesOnlyTheNewerConnectionIsHeardOnceItHasSpoken() {
    FakeSocket old = live(STATE);
    FakeSocket next = successorOf(old);
    old.says("a=1");
    next.says("a=2");
    old.says("a=1"); // older than what was heard
    next.says("a=3");
    assertThat(news()).containsExactly("1", "2", "3");
  }

  @Test
  void aSuccessorThatFailsIsReplacedByAnotherAndTheOldOneGoesOn() {
    FakeSocket old = live(STATE);
    old.says("bye");
    FakeSocket first = successor();
    first.opens();
    first.breaks();
    old.says("a=1");
    awaitNextSocket();
    FakeSocket second = transport.last();
    second.opens();
    second.says("ok a");
    time.advance(HubConnection.OVERLAP);
    assertThat(old.over).isEqualTo("closed 1000");
    assertThat(news()).containsExactly("1");
  }

  @Test
  void aSuccessorThatServesNotEverythingInTimeIsGivenUp() {
    FakeSocket old = live(STATE, TRADES);
    old.says("bye");
    FakeSocket next = successor();
    next.opens();
    next.says("ok a");
    for (int i = 0; i < HubConnection.HANDOVER_PATIENCE.toSeconds(); i++) {
      time.advance(Duration.ofSeconds(1));
      old.says("n=#" + (i + 1));
      next.says("alive!");
    }
    assertThat(next.over).isEqualTo("closed 1000");
    assertThat(old.over).isEmpty();
    awaitNextSocket();
    assertThat(news()).noneMatch(line -> line.startsWith("gap") || line.startsWith("reconn"));
  }

  @Test
  void anOldConnectionThatEndsTooEarlyHarmsOnlyWhatItsSuccessorDoesNotServe() {
    FakeSocket old = live(STATE, TRADES, Topic.of("b"));
    old.says("a=1", "n=#1", "b=1");
    FakeSocket next = successorOf(old);
    next.says("ok n", "a=2");
    news();
    old.breaks();
    next.says("n=#2", "a=3", "b=2");
    assertThat(news())
        .containsExactly(
            "reconnecting b attempt 1: connection reset",
            "#2",
            "3",
            "live b",
            "gap b " + time.now() + " to " + time.now(),
            "2");
    assertThat(transport.sockets).hasSize(2);
  }

  @Test
  void anOldConnectionThatEndsBeforeTheSuccessorIsOpenIsALossThatTheSuccessorHeals() {
    FakeSocket old = live(TRADES);
    old.says("n=#1", "bye");
    FakeSocket next = successor();
    old.breaks();
    next.opens();
    next.says("ok n", "n=#2");
    assertThat(news())
        .containsExactly("#1", "reconnecting n attempt 1: connection reset", "live n", "#2");
    time.advance(Protocol.PROBE_AFTER);
    assertThat(transport.sockets).hasSize(2);
  }

  @Test
  void aConnectionIsRenewedBeforeItsTimeIsUp() {
    Duration life = Duration.ofHours(23);
    hub = hub(new Protocol(100, false, Optional.of(life)));
    FakeSocket old = live(STATE);
    long minutes = 0;
    while (transport.sockets.size() == 1 && minutes < life.toMinutes()) {
      old.says("a=" + minutes++);
      time.advance(Duration.ofMinutes(1).minusSeconds(40));
      old.says("alive!");
      time.advance(Duration.ofSeconds(20));
      old.says("alive!");
      time.advance(Duration.ofSeconds(20));
    }
    assertThat(Duration.ofMinutes(minutes)).isBetween(Duration.ofHours(22), life);
    transport.last().opens();
    transport.last().says("ok a");
    time.advance(HubConnection.OVERLAP);
    assertThat(old.over).isEqualTo("closed 1000");
    assertThat(news()).noneMatch(line -> line.contains("gap") || line.contains("live"));
  }

  @Test
  void whatIsAskedForDuringAHandoverIsAskedOnBothConnections() {
    FakeSocket old = live(STATE);
    old.says("bye");
    FakeSocket next = successor();
    next.opens();
    var other = subscribe(heard, Topic.of("c"));
    time.advance(Duration.ofSeconds(1));
    assertThat(old.sent).endsWith("want a,c");
    assertThat(next.sent).endsWith("want a,c");
    next.says("ok a,c");
    time.advance(HubConnection.OVERLAP);
    assertThat(old.over).isEqualTo("closed 1000");
    other.close();
  }

  @Test
  void closingInTheMiddleLeavesNothingBehind() {
    FakeSocket old = live(STATE);
    FakeSocket next = successorOf(old);
    hub.close();
    assertThat(List.of(old.over, next.over)).containsOnly("closed 1000");
    time.advance(Duration.ofMinutes(1));
    assertThat(time.pendingTasks()).isZero();
  }

  private FakeSocket live(Topic... topics) {
    subscribe(heard, topics);
    FakeSocket socket = openSocket();
    for (Topic topic : topics) {
      socket.says("ok " + topic.key());
    }
    news();
    return socket;
  }

  private FakeSocket successor() {
    time.runDueTasks();
    assertThat(transport.sockets).hasSize(2);
    return transport.last();
  }

  /** Opened, but nothing is confirmed there. */
  private FakeSocket successorOf(FakeSocket old) {
    old.says("bye");
    FakeSocket next = successor();
    next.opens();
    return next;
  }
}
