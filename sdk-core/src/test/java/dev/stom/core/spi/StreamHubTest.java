package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.market.Feed;
import dev.stom.core.market.Subscription;
import dev.stom.core.spi.FakeStreams.FakeSocket;
import dev.stom.core.spi.FakeStreams.Protocol;
import dev.stom.core.spi.FakeStreams.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Streams as desired state, in virtual time: what a subscriber asks for, what the venue is told,
 * what the listener hears.
 */
class StreamHubTest extends StreamScene {
  private static final Topic A = Topic.of("a");
  private static final Topic B = Topic.of("b");
  private static final Topic C = Topic.of("c");

  @Test
  void oneConnectionCarriesWhatSeveralSubscriptionsWantAndEachHearsItsOwn() {
    List<String> other = new ArrayList<>();
    subscribe(heard, A, B);
    subscribe(other, B, C);
    FakeSocket socket = openSocket();
    assertThat(socket.sent).containsExactly("want a,b,c");
    socket.says("ok a,b,c", "a=1", "b=2", "c=3");
    time.runDueTasks();
    assertThat(heard).containsExactly("live a,b", "1", "2");
    assertThat(other).containsExactly("live b,c", "2", "3");
    assertThat(hub.connectionCount()).isEqualTo(1);
  }

  @Test
  void severalSubscribersAreToldInTheOrderInWhichTheyAsked() {
    List<String> told = new ArrayList<>();
    List<String> topics = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String name = "t" + (i * 7 % 20); // neither sorted nor hashed
      topics.add(name);
      subscribe(told, Topic.of(name));
    }
    openSocket().says("ok " + String.join(",", new TreeSet<>(topics)));
    time.runDueTasks();
    assertThat(told).containsExactlyElementsOf(topics.stream().map(t -> "live " + t).toList());
  }

  @Test
  void nothingIsOpenedBeforeSomethingIsWanted() {
    subscribe(heard);
    time.advance(Duration.ofMinutes(1));
    assertThat(transport.sockets).isEmpty();
  }

  @Test
  void dataProvesASubscriptionAsWellAsAnAcknowledgement() {
    subscribe(heard, A);
    openSocket().says("a=1", "a=2");
    time.runDueTasks();
    assertThat(heard).containsExactly("live a", "1", "2");
  }

  @Test
  void changesInOneBreathGoOutAsOneMessageAndWithinTheVenuesLimit() {
    Subscription<Topic> subscription = subscribe(heard, A);
    FakeSocket socket = openSocket();
    subscription.add(Set.of(B));
    subscription.add(Set.of(C));
    time.advance(Duration.ofMillis(10));
    assertThat(socket.sent).containsExactly("want a", "want a,b,c");
    for (int i = 0; i < 50; i++) {
      subscription.add(Set.of(Topic.of("x" + i)));
      time.advance(Duration.ofMillis(20));
    }
    // Two messages a second are allowed: in the second that has passed no more than two went out.
    assertThat(socket.sent.size()).isLessThanOrEqualTo(4);
    time.advance(Duration.ofSeconds(5));
    assertThat(socket.sent.get(socket.sent.size() - 1)).contains("x0", "x49");
  }

  /**
   * A slow venue counts messages later than they were sent: until it answers, nobody knows when.
   */
  @Test
  void aMessageTakesRoomUntilTheVenueHasAnsweredItAndASecondMore() {
    Subscription<Topic> subscription = subscribe(heard, A);
    FakeSocket socket = openSocket();
    subscription.add(Set.of(B));
    time.advance(Duration.ofMillis(900));
    assertThat(socket.sent).containsExactly("want a", "want a,b");
    subscription.add(Set.of(C));
    socket.says("ok a");
    time.advance(Duration.ofMillis(900));
    assertThat(socket.sent).hasSize(2);
    time.advance(Duration.ofMillis(100));
    assertThat(socket.sent).containsExactly("want a", "want a,b", "want a,b,c");
  }

  @Test
  void aMessageThatIsNeverAnsweredDoesNotTakeItsRoomForEver() {
    Subscription<Topic> subscription = subscribe(heard, A);
    FakeSocket socket = openSocket();
    subscription.add(Set.of(B));
    time.advance(Duration.ofMillis(100));
    subscription.add(Set.of(C));
    time.advance(SentMessages.ANSWER_PATIENCE);
    assertThat(socket.sent).hasSize(2);
    time.advance(Duration.ofSeconds(1));
    assertThat(socket.sent).containsExactly("want a", "want a,b", "want a,b,c");
  }

  @Test
  void whatNobodyWantsAnyMoreIsTakenBackAndAnEmptyConnectionIsClosed() {
    Subscription<Topic> first = subscribe(heard, A, B);
    Subscription<Topic> second = subscribe(new ArrayList<>(), B);
    FakeSocket socket = openSocket();
    first.close();
    time.advance(Duration.ofSeconds(1));
    assertThat(socket.sent).endsWith("want b");
    assertThat(socket.over).isEmpty();
    second.close();
    assertThat(socket.over).isEqualTo("closed 1000");
    assertThat(hub.connectionCount()).isZero();
    time.advance(Duration.ofMinutes(5));
    assertThat(transport.sockets).hasSize(1);
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void routesSpreadOverConnectionsWithinTheVenuesLimit() {
    hub = hub(new Protocol(2, false));
    Subscription<Topic> subscription = subscribe(heard, A, B, C);
    time.runDueTasks();
    assertThat(transport.sockets).hasSize(2);
    transport.sockets.forEach(FakeSocket::opens);
    Set<String> asked = new TreeSet<>();
    for (FakeSocket socket : transport.sockets) {
      String keys = socket.sent.get(0).substring("want ".length());
      assertThat(keys.split(",").length).isLessThanOrEqualTo(2);
      asked.addAll(List.of(keys.split(",")));
    }
    assertThat(asked).containsExactly("a", "b", "c");
    subscription.close();
    assertThat(transport.sockets).allSatisfy(s -> assertThat(s.over).isEqualTo("closed 1000"));
  }

  @Test
  void aLostConnectionIsReplacedItsChannelsComeBackAndTheGapStandsBeforeTheNewData() {
    subscribe(heard, A, B);
    FakeSocket first = openSocket();
    first.says("ok a,b", "a=1", "b=1");
    Instant lastFrame = time.now();
    time.advance(Duration.ofSeconds(3));
    first.breaks();
    awaitNextSocket();
    assertThat(transport.sockets).hasSize(2);
    FakeSocket second = transport.last();
    second.opens();
    assertThat(second.sent).containsExactly("want a,b");
    second.says("ok a,b", "a=2", "a=3");
    Instant back = time.now();
    time.runDueTasks();
    assertThat(heard)
        .containsExactly(
            "live a,b",
            "1",
            "1",
            "reconnecting a,b attempt 1: connection reset",
            "live a,b",
            "gap a " + lastFrame + " to " + back,
            "2",
            "3");
  }

  @Test
  void aChannelThatWasNeverLiveHasNoGap() {
    subscribe(heard, A);
    openSocket().breaks();
    awaitNextSocket();
    transport.last().opens();
    transport.last().says("a=1");
    time.runDueTasks();
    assertThat(heard).containsExactly("reconnecting a attempt 1: connection reset", "live a", "1");
  }

  @Test
  void aGapOverSeveralLostConnectionsBeginsAtTheFirst() {
    subscribe(heard, A);
    FakeSocket first = openSocket();
    first.says("a=1");
    Instant lastFrame = time.now();
    first.breaks();
    for (int i = 0; i < 3; i++) {
      awaitNextSocket();
      transport.last().opens();
      transport.last().breaks();
    }
    awaitNextSocket();
    transport.last().opens();
    transport.last().says("a=2");
    time.runDueTasks();
    assertThat(heard).endsWith("gap a " + lastFrame + " to " + time.now(), "2");
  }

  @Test
  void triesGoOnForEverAtABoundedRate() {
    subscribe(heard, A);
    time.runDueTasks();
    Instant start = time.now();
    int tries = 0;
    while (time.now().isBefore(start.plusSeconds(3600))) {
      tries++;
      transport.last().breaks();
      awaitNextSocket();
    }
    assertThat(tries).isBetween(100, 600);
    assertThat(time.pendingTasks()).isLessThan(5);
  }

  @Test
  void aSilentConnectionIsProbedAndLivesIfItAnswers() {
    subscribe(heard, A);
    FakeSocket socket = openSocket();
    socket.says("a=1");
    time.advance(Protocol.PROBE_AFTER);
    assertThat(socket.sent).endsWith("alive?");
    socket.says("alive!");
    time.advance(Protocol.PROBE_TIMEOUT.plusSeconds(5));
    assertThat(socket.over).isEmpty();
    time.advance(Duration.ofSeconds(20));
    assertThat(socket.sent.stream().filter("alive?"::equals)).hasSize(2);
    assertThat(heard).containsExactly("live a", "1");
  }

  @Test
  void aConnectionThatIsOpenButDeadIsStaleWithinTheBoundAndReplaced() {
    subscribe(heard, A);
    FakeSocket socket = openSocket();
    socket.says("a=1");
    time.advance(Protocol.PROBE_AFTER.plus(Protocol.PROBE_TIMEOUT));
    assertThat(socket.over).isEqualTo("aborted");
    assertThat(heard).contains("stale a 40 s");
    awaitNextSocket();
    assertThat(transport.sockets).hasSize(2);
    transport.last().opens();
    socket.says("a=late"); // what a dropped socket still says does not count
    transport.last().says("a=2");
    time.runDueTasks();
    assertThat(heard).doesNotContain("late").endsWith("2");
  }

  /** Each message asks for an answer: where there is no room for a probe, there are others. */
  @Test
  void aDeadConnectionIsStaleWithinTheBoundWhateverIsAskedOfItMeanwhile() {
    Subscription<Topic> subscription = subscribe(heard, A);
    FakeSocket socket = openSocket();
    socket.says("ok a");
    time.advance(Protocol.PROBE_AFTER.minusSeconds(2));
    for (int i = 0; Duration.ofMillis(100L * i).compareTo(Protocol.PROBE_TIMEOUT) < 0; i++) {
      subscription.add(Set.of(Topic.of("x" + i)));
      time.advance(Duration.ofMillis(100));
    }
    time.advance(Duration.ofSeconds(2));
    assertThat(socket.over).isEqualTo("aborted");
    assertThat(heard).anyMatch(line -> line.startsWith("stale a,") && line.endsWith(" 40 s"));
  }

  @Test
  void anUpgradeThatIsNeverAnsweredIsGivenUpAndTriedAgain() {
    subscribe(heard, A);
    time.runDueTasks();
    FakeSocket first = transport.last();
    time.advance(HubSocket.OPEN_TIMEOUT);
    assertThat(first.over).isEqualTo("aborted");
    time.advance(Duration.ofMinutes(1));
    assertThat(transport.sockets.size()).isGreaterThan(1);
  }

  @Test
  void aBadFrameIsReportedAndTheStreamGoesOn() {
    Subscription<Topic> subscription = subscribe(heard, A);
    openSocket().says("a=1", "gibberish", "a=2");
    time.runDueTasks();
    assertThat(heard).containsExactly("live a", "1", "bad frame gibberish", "2");
    assertThat(subscription.counters().badFrames()).isEqualTo(1);
  }

  @Test
  void aRefusalNamesWhatWasNotConfirmed() {
    subscribe(heard, A, B);
    openSocket().says("ok a", "no SUCH_CODE", "a=1");
    time.runDueTasks();
    assertThat(heard).containsExactly("live a", "refused b SUCH_CODE not to be had", "1");
  }

  @Test
  void aSnapshotThatRepeatsTheLastTradeIsLeftOut() {
    subscribe(heard, A);
    FakeSocket first = openSocket();
    first.says("snap a=#1", "a=#1", "a=#2");
    first.breaks();
    awaitNextSocket();
    transport.last().opens();
    transport.last().says("snap a=#2", "a=#3");
    time.runDueTasks();
    assertThat(heard.stream().filter(line -> line.startsWith("#")))
        .containsExactly("#1", "#2", "#3");
  }

  @Test
  void modesAreKeptApartOnOneChannel() {
    List<String> once = new ArrayList<>();
    List<String> later = new ArrayList<>();
    hub = hub(new Protocol(100, true));
    subscribe(heard, A);
    subscribe(once, new Topic("a", Feed.Mode.SNAPSHOT_ONLY));
    subscribe(later, new Topic("a", Feed.Mode.REALTIME_ONLY));
    openSocket().says("snap a=s", "a=1", "a=2");
    time.advance(Duration.ofSeconds(1));
    assertThat(heard).containsExactly("live a", "s", "1", "2");
    assertThat(once).containsExactly("live a", "s");
    assertThat(later).containsExactly("live a", "1", "2");
  }

  @Test
  void aNewcomerOnALiveChannelMakesAVenueThatSendsSnapshotsBeAskedAgain() {
    hub = hub(new Protocol(100, true));
    subscribe(heard, A);
    FakeSocket socket = openSocket();
    socket.says("snap a=s");
    List<String> newcomer = new ArrayList<>();
    subscribe(newcomer, A);
    time.advance(Duration.ofSeconds(1));
    assertThat(socket.sent).containsExactly("want a", "want a");
    socket.says("snap a=s2");
    time.runDueTasks();
    assertThat(newcomer).containsExactly("live a", "s2");
  }

  @Test
  void aTopicThatTheVenueDoesNotOfferAddsNothing() {
    Subscription<Topic> subscription = subscribe(heard, A);
    assertThatThrownBy(() -> subscription.add(List.of(B, Topic.of(""))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(subscription.channels()).containsExactly(A);
  }

  @Test
  void closingTheHubEndsEverySubscription() {
    Subscription<Topic> subscription = subscribe(heard, A);
    FakeSocket socket = openSocket();
    hub.close();
    hub.close();
    time.runDueTasks();
    assertThat(socket.over).isEqualTo("closed 1000");
    assertThat(heard).containsExactly("closed the client was closed");
    assertThat(subscription.isClosed()).isTrue();
    assertThatThrownBy(() -> subscription.add(Set.of(B))).isInstanceOf(IllegalStateException.class);
    subscription.close();
    time.advance(Duration.ofMinutes(10));
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void aThousandReconnectsLeaveNothingBehind() {
    subscribe(heard, A);
    time.runDueTasks();
    int tasks = 0;
    for (int i = 0; i < 1_000; i++) {
      transport.last().opens();
      transport.last().says("a=" + i);
      transport.last().breaks();
      awaitNextSocket();
      tasks = Math.max(tasks, time.pendingTasks());
    }
    assertThat(tasks).isLessThan(10);
    assertThat(heard.stream().filter(line -> line.startsWith("gap"))).hasSize(999);
  }
}
