package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.market.Backfill;
import dev.stom.core.market.Origin;
import dev.stom.core.market.OverflowPolicy;
import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.spi.FakeStreams.FakeSocket;
import dev.stom.core.spi.FakeStreams.Message;
import dev.stom.core.spi.FakeStreams.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the stream leaves out is noticed, asked for again where that is wanted, or called a gap. */
class MissingEventsTest extends StreamScene {
  private static final Topic NUMBERED = Topic.of("n");
  private static final Topic NAMED = Topic.of("a");
  private static final SubscriptionOptions REFILLING =
      SubscriptionOptions.DEFAULT.withBackfill(Backfill.TRADES);

  private final List<CompletableFuture<Refill.Refilled<Message>>> asked = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();

  @Test
  void aNumberLeftOutOnALiveConnectionIsAGapAfterAMomentOfPatience() {
    subscribe(heard, NUMBERED);
    FakeSocket socket = openSocket();
    socket.says("n=#1", "n=#4", "n=#5");
    assertThat(news()).containsExactly("live n", "#1");
    time.advance(dev.stom.core.spi.Topic.HOLE_PATIENCE);
    assertThat(news()).containsExactly("gap n after #1 before #4 SKIPPED", "#4", "#5");
  }

  @Test
  void eventsInTheWrongOrderAreSortedAndRepeatedOnesLeftOut() {
    Subscription<Topic> subscription = subscribe(heard, NUMBERED);
    openSocket().says("n=#1", "n=#3", "n=#3", "n=#2", "n=#2", "n=#4");
    assertThat(news()).containsExactly("live n", "#1", "#2", "#3", "#4");
    assertThat(subscription.counters().repeated()).isEqualTo(2);
    time.advance(Duration.ofSeconds(5));
    assertThat(news()).isEmpty();
  }

  @Test
  void aLossInWhichNothingHappenedIsNoGap() {
    subscribe(heard, NUMBERED);
    openSocket().says("n=#1");
    FakeSocket next = reconnected();
    next.says("n=#2");
    assertThat(news()).noneMatch(line -> line.startsWith("gap")).endsWith("#2");
  }

  @Test
  void whatALostConnectionCostIsAGapAtOnce() {
    subscribe(heard, NUMBERED);
    openSocket().says("n=#1");
    reconnected().says("n=#7");
    assertThat(news()).endsWith("gap n after #1 before #7 CONNECTION_LOST", "#7");
  }

  @Test
  void whatIsMissingIsAskedForWhileNewerEventsWaitAndComesInOrder() {
    Subscription<Topic> subscription = subscribe(heard, REFILLING, this::question, NUMBERED);
    openSocket().says("n=#1");
    FakeSocket next = reconnected();
    news();
    next.says("n=#5", "n=#6");
    assertThat(news()).containsExactly("live n");
    assertThat(questions).containsExactly("after #1 before #5");
    next.says("n=#7");
    answer(0, true, 2, 3, 4);
    assertThat(news()).containsExactly("#2", "#3", "#4", "#5", "#6", "#7");
    assertThat(subscription.counters().refilled()).isEqualTo(3);
    assertThat(subscription.counters().gaps()).isZero();
  }

  @Test
  void whatTheVenueNoLongerHasStaysAGap() {
    subscribe(heard, REFILLING, this::question, NUMBERED);
    openSocket().says("n=#1");
    reconnected().says("n=#5");
    news();
    answer(0, false, 3, 4);
    assertThat(news())
        .containsExactly("gap n after #1 before #3 CONNECTION_LOST", "#3", "#4", "#5");
  }

  @Test
  void aVenueThatDoesNotAnswerIsNotWaitedForForEver() {
    subscribe(heard, REFILLING, this::question, NUMBERED);
    openSocket().says("n=#1");
    FakeSocket next = reconnected();
    next.says("n=#5");
    news();
    for (int i = 0; i < dev.stom.core.spi.Topic.REFILL_PATIENCE.toSeconds(); i++) {
      time.advance(Duration.ofSeconds(1));
      next.says("alive!");
    }
    assertThat(news()).containsExactly("gap n after #1 before #5 CONNECTION_LOST", "#5");
    assertThat(asked.get(0)).isCancelled();
    answer(0, true, 2, 3, 4); // too late
    next.says("n=#6");
    assertThat(news()).containsExactly("#6");
  }

  @Test
  void aVenueThatFailsToAnswerMakesAGap() {
    subscribe(heard, REFILLING, this::question, NUMBERED);
    openSocket().says("n=#1");
    reconnected().says("n=#5");
    news();
    asked.get(0).completeExceptionally(new IllegalStateException("no"));
    assertThat(news()).containsExactly("gap n after #1 before #5 CONNECTION_LOST", "#5");
  }

  @Test
  void aSecondLossDuringARefillIsRefilledInItsTurn() {
    subscribe(heard, REFILLING, this::question, NUMBERED);
    openSocket().says("n=#1");
    reconnected().says("n=#4");
    reconnected().says("n=#7");
    news();
    answer(0, true, 2, 3);
    assertThat(news()).containsExactly("#2", "#3", "#4");
    assertThat(questions).containsExactly("after #1 before #4", "after #4 before #7");
    answer(1, true, 5, 6);
    assertThat(news()).containsExactly("#5", "#6", "#7");
  }

  @Test
  void whatNobodyCountsIsRefilledAfterALossInTheOrderOfArrival() {
    subscribe(heard, REFILLING, this::question, NAMED);
    openSocket().says("a=#10", "a=#20");
    FakeSocket next = reconnected();
    news();
    next.says("a=#50", "a=#60");
    next = reconnected();
    next.says("a=#90");
    assertThat(questions).containsExactly("after #20 before #50");
    news();
    answer(0, true, 30, 40);
    assertThat(news()).containsExactly("#30", "#40", "#50", "#60");
    assertThat(questions).endsWith("after #60 before #90");
    answer(1, false, 80);
    assertThat(news()).containsExactly("gap a after #60 before #80 CONNECTION_LOST", "#80", "#90");
  }

  @Test
  void aSnapshotThatRepeatsTheLastEventProvesThatNothingWasMissed() {
    subscribe(heard, NAMED);
    openSocket().says("a=#10");
    FakeSocket next = reconnected();
    next.says("snap a=#10", "a=#20");
    assertThat(news()).noneMatch(line -> line.startsWith("gap")).endsWith("#20");
  }

  @Test
  void aLossBeforeTheFirstEventIsAskedForFromTheMomentOfGoingLive() {
    subscribe(heard, REFILLING, this::question, NUMBERED);
    openSocket().says("ok n");
    var live = time.now();
    time.advance(Duration.ofSeconds(2));
    reconnected().says("n=#5");
    time.runDueTasks();
    assertThat(questions).containsExactly("since " + live + " before #5");
    answer(0, true, 4);
    assertThat(news()).endsWith("#4", "#5").noneMatch(line -> line.startsWith("gap"));
  }

  @Test
  void removingATopicEndsItsQuestions() {
    Subscription<Topic> subscription = subscribe(heard, REFILLING, this::question, NUMBERED, NAMED);
    openSocket().says("n=#1", "ok a");
    reconnected().says("n=#5");
    news();
    subscription.remove(List.of(NUMBERED));
    assertThat(asked.get(0)).isCancelled();
    answer(0, true, 2, 3, 4);
    subscription.close();
    time.advance(Duration.ofMinutes(1));
    assertThat(news()).isEmpty();
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void originsOfWhatWasAskedForAreTold() {
    List<Origin> origins = new ArrayList<>();
    StreamSubscription.open(
        hub,
        new FakeStreams.Mapping(),
        this::question,
        new SerialDispatcher.Receiver<Message>() {
          @Override
          public void event(Message event) {
            origins.add(event.origin());
          }

          @Override
          public void status(dev.stom.core.market.StreamStatus status) {}
        },
        time.executor(),
        REFILLING,
        List.of(NUMBERED));
    openSocket().says("n=#1");
    reconnected().says("n=#3");
    time.runDueTasks();
    answer(0, true, 2);
    time.runDueTasks();
    assertThat(origins).containsExactly(Origin.REALTIME, Origin.REQUEST, Origin.REALTIME);
  }

  @Test
  void whatCannotBeIsRefusedAtTheDoor() {
    assertThatThrownBy(() -> subscribe(heard, REFILLING, null, NUMBERED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("backfill");
    SubscriptionOptions blocking = SubscriptionOptions.DEFAULT.withOverflow(OverflowPolicy.BLOCK);
    assertThatThrownBy(() -> subscribe(heard, blocking, null, NUMBERED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BLOCK");
  }

  private CompletableFuture<Refill.Refilled<Message>> question(
      Topic topic,
      @org.jspecify.annotations.Nullable Message last,
      java.time.Instant since,
      Message next) {
    questions.add(
        (last == null ? "since " + since : "after " + last.text()) + " before " + next.text());
    CompletableFuture<Refill.Refilled<Message>> answer = new CompletableFuture<>();
    asked.add(answer);
    return answer;
  }

  private void answer(int question, boolean whole, long... numbers) {
    List<Message> events =
        LongStream.of(numbers).mapToObj(n -> new Message("#" + n, Origin.REQUEST)).toList();
    asked.get(question).complete(new Refill.Refilled<>(events, whole));
  }

  private FakeSocket reconnected() {
    transport.last().breaks();
    awaitNextSocket();
    transport.last().opens();
    return transport.last();
  }
}
