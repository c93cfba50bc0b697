package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.market.Channel;
import dev.stom.core.market.OverflowPolicy;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.runtime.ManualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SerialDispatcherTest {
  private record Named(String name) implements Channel {}

  private static final Channel A = new Named("a");
  private static final Channel B = new Named("b");

  private final ManualTime time = ManualTime.create();
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private int failed;

  @Test
  void dataAndStatusesKeepTheirOrder() {
    SerialDispatcher<String> dispatcher = dispatcher(OverflowPolicy.GAP, 10);
    offer(dispatcher, "1", A, null);
    dispatcher.offer(badFrame("x"));
    offer(dispatcher, "2", A, null);
    time.runDueTasks();
    assertThat(heard).containsExactly("1", "bad x", "2");
    assertThat(dispatcher.counts().delivered()).isEqualTo(2);
  }

  @Test
  void statesThatWaitAreReplacedByNewerOnesOfTheSameKey() {
    SerialDispatcher<String> dispatcher = dispatcher(OverflowPolicy.CONFLATE, 10);
    offer(dispatcher, "a1", A, "a");
    offer(dispatcher, "b1", B, "b");
    offer(dispatcher, "a2", A, "a");
    offer(dispatcher, "trade", A, null);
    offer(dispatcher, "a3", A, "a");
    time.runDueTasks();
    assertThat(heard).containsExactly("a3", "b1", "trade");
    assertThat(dispatcher.counts().conflated()).isEqualTo(2);
    offer(dispatcher, "a4", A, "a");
    time.runDueTasks();
    assertThat(heard).endsWith("a4");
  }

  @Test
  void noNewerStateSlipsInBeforeAStatus() {
    SerialDispatcher<String> dispatcher = dispatcher(OverflowPolicy.CONFLATE, 10);
    offer(dispatcher, "a1", A, "a");
    dispatcher.offer(badFrame("x"));
    offer(dispatcher, "a2", A, "a");
    offer(dispatcher, "a3", A, "a");
    time.runDueTasks();
    assertThat(heard).containsExactly("a1", "bad x", "a3");
  }

  @Test
  void aFullQueueOfTradesBecomesAGapBeforeTheNextNewTrade() {
    SerialDispatcher<String> full = dispatcher(OverflowPolicy.CONFLATE, 2);
    for (int i = 1; i <= 4; i++) {
      offer(full, "t" + i, A, null);
    }
    time.runDueTasks();
    assertThat(heard).containsExactly("t1", "t2", "gap a OVERFLOW");
    offer(full, "t5", A, null);
    time.runDueTasks();
    assertThat(heard).containsExactly("t1", "t2", "gap a OVERFLOW", "t5");
    assertThat(full.counts().dropped()).isEqualTo(2);
    assertThat(full.counts().gaps()).isEqualTo(1);
  }

  @Test
  void theGapOfAnOverflowCoversWhatWasLostAndNothingElse() {
    List<StreamStatus.Gap> gaps = new ArrayList<>();
    SerialDispatcher<String> dispatcher =
        new SerialDispatcher<>(
            new SerialDispatcher.Receiver<String>() {
              @Override
              public void event(String event) {}

              @Override
              public void status(StreamStatus status) {
                gaps.add((StreamStatus.Gap) status);
              }
            },
            time.executor(),
            time,
            SubscriptionOptions.DEFAULT.withOverflow(OverflowPolicy.GAP).withQueueCapacity(1),
            () -> failed++);
    Instant start = time.now();
    for (int second = 0; second < 4; second++) {
      dispatcher.offer(
          "t",
          A,
          null,
          mark(start.plusSeconds(second), "#" + second),
          second == 0 ? null : mark(start.plusSeconds(second - 1), "#" + (second - 1)));
    }
    time.runDueTasks();
    assertThat(gaps).hasSize(1);
    assertThat(gaps.get(0).from()).isEqualTo(start);
    assertThat(gaps.get(0).afterId()).isEqualTo("#0");
    assertThat(gaps.get(0).to()).isEqualTo(start.plusSeconds(3));
    assertThat(gaps.get(0).beforeId()).isNull();
  }

  @Test
  void dropOldestKeepsTheNewestAndEveryStatus() {
    SerialDispatcher<String> dispatcher = dispatcher(OverflowPolicy.DROP_OLDEST, 2);
    dispatcher.offer(badFrame("x"));
    for (int i = 1; i <= 5; i++) {
      offer(dispatcher, "t" + i, A, "same key");
    }
    time.runDueTasks();
    assertThat(heard).containsExactly("bad x", "t4", "t5");
    assertThat(dispatcher.counts().dropped()).isEqualTo(3);
  }

  @Test
  void failEndsTheSequenceAndSaysWhy() {
    SerialDispatcher<String> dispatcher = dispatcher(OverflowPolicy.FAIL, 2);
    for (int i = 1; i <= 5; i++) {
      offer(dispatcher, "t" + i, A, null);
    }
    assertThat(failed).isEqualTo(1);
    time.runDueTasks();
    assertThat(heard)
        .containsExactly("t1", "t2", "closed the listener was too slow: 2 events were waiting");
  }

  @Test
  void aListenerThatThrowsIsCalledAgain() {
    AtomicInteger calls = new AtomicInteger();
    SerialDispatcher<String> dispatcher =
        new SerialDispatcher<>(
            new SerialDispatcher.Receiver<String>() {
              @Override
              public void event(String event) {
                calls.incrementAndGet();
                throw new AssertionError("even an Error is survived");
              }

              @Override
              public void status(StreamStatus status) {}
            },
            time.executor(),
            time,
            SubscriptionOptions.DEFAULT,
            () -> failed++);
    offer(dispatcher, "1", A, null);
    offer(dispatcher, "2", A, null);
    time.runDueTasks();
    assertThat(calls).hasValue(2);
    assertThat(dispatcher.counts().listenerErrors()).isEqualTo(2);
  }

  @Test
  void afterCloseNoCallBegins() {
    SerialDispatcher<String> dispatcher = dispatcher(OverflowPolicy.GAP, 10);
    offer(dispatcher, "1", A, null);
    dispatcher.close();
    offer(dispatcher, "2", A, null);
    dispatcher.offer(badFrame("x"));
    time.runDueTasks();
    assertThat(heard).isEmpty();
    assertThat(dispatcher.counts().waiting()).isZero();
  }

  @Test
  void finishDeliversWhatWaitsAndThenTheEnd() {
    SerialDispatcher<String> dispatcher = dispatcher(OverflowPolicy.GAP, 10);
    offer(dispatcher, "1", A, null);
    dispatcher.finish("enough");
    offer(dispatcher, "2", A, null);
    time.runDueTasks();
    assertThat(heard).containsExactly("1", "closed enough");
  }

  @Test
  void closeWaitsForTheCallUnderWay() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    AtomicInteger finished = new AtomicInteger();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    ExecutorService closer = Executors.newSingleThreadExecutor();
    try {
      SerialDispatcher<String> dispatcher =
          new SerialDispatcher<>(
              new SerialDispatcher.Receiver<String>() {
                @Override
                public void event(String event) {
                  inside.countDown();
                  try {
                    letGo.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  finished.incrementAndGet();
                }

                @Override
                public void status(StreamStatus status) {}
              },
              thread,
              time,
              SubscriptionOptions.DEFAULT,
              () -> {});
      offer(dispatcher, "1", A, null);
      assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
      var closing = closer.submit(dispatcher::close);
      letGo.countDown();
      closing.get(5, TimeUnit.SECONDS);
      assertThat(finished).hasValue(1);
    } finally {
      thread.shutdownNow();
      closer.shutdownNow();
    }
  }

  @Test
  void closeMayBeCalledFromWithinACall() {
    List<SerialDispatcher<String>> self = new ArrayList<>();
    self.add(
        new SerialDispatcher<>(
            new SerialDispatcher.Receiver<String>() {
              @Override
              public void event(String event) {
                heard.add(event);
                self.get(0).close();
              }

              @Override
              public void status(StreamStatus status) {}
            },
            time.executor(),
            time,
            SubscriptionOptions.DEFAULT,
            () -> {}));
    offer(self.get(0), "1", A, null);
    offer(self.get(0), "2", A, null);
    time.runDueTasks();
    assertThat(heard).containsExactly("1");
  }

  @Test
  void manyThreadsOfferAndTheListenerHearsOneAtATimeAndEachSourceInOrder() throws Exception {
    int sources = 8;
    int each = 20_000;
    int[] next = new int[sources];
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    AtomicInteger disorder = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(sources * each);
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      SerialDispatcher<int[]> dispatcher =
          new SerialDispatcher<>(
              new SerialDispatcher.Receiver<int[]>() {
                @Override
                public void event(int[] event) {
                  if (inside.incrementAndGet() != 1) {
                    overlaps.incrementAndGet();
                  }
                  if (next[event[0]]++ != event[1]) {
                    disorder.incrementAndGet();
                  }
                  inside.decrementAndGet();
                  all.countDown();
                }

                @Override
                public void status(StreamStatus status) {}
              },
              pool,
              time,
              SubscriptionOptions.DEFAULT
                  .withOverflow(OverflowPolicy.GAP)
                  .withQueueCapacity(sources * each),
              () -> {});
      for (int source = 0; source < sources; source++) {
        int number = source;
        pool.execute(
            () -> {
              for (int i = 0; i < each; i++) {
                dispatcher.offer(new int[] {number, i}, A, null, mark(time.now(), null), null);
              }
            });
      }
      assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(overlaps).hasValue(0);
      assertThat(disorder).hasValue(0);
    } finally {
      pool.shutdownNow();
    }
  }

  private SerialDispatcher<String> dispatcher(OverflowPolicy policy, int capacity) {
    return new SerialDispatcher<>(
        new SerialDispatcher.Receiver<String>() {
          @Override
          public void event(String event) {
            heard.add(event);
          }

          @Override
          public void status(StreamStatus status) {
            if (status instanceof StreamStatus.BadFrame bad) {
              heard.add("bad " + bad.reason());
            } else if (status instanceof StreamStatus.Gap gap) {
              heard.add("gap " + gap.channel().name() + " " + gap.cause());
            } else if (status instanceof StreamStatus.Closed closed) {
              heard.add("closed " + closed.cause());
            }
          }
        },
        time.executor(),
        time,
        SubscriptionOptions.DEFAULT.withOverflow(policy).withQueueCapacity(capacity),
        () -> failed++);
  }

  private <E> void offer(SerialDispatcher<E> dispatcher, E event, Channel channel, Object key) {
    dispatcher.offer(event, channel, key, mark(time.now(), null), null);
  }

  private static SerialDispatcher.Mark mark(Instant at, @Nullable String id) {
    return new SerialDispatcher.Mark(at, id);
  }

  private StreamStatus badFrame(String reason) {
    return new StreamStatus.BadFrame(reason, "", time.now());
  }
}
