package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Who shares whose snapshot. */
class SnapshotDeskTest {
  private final SnapshotDesk desk = new SnapshotDesk();
  private final List<CompletableFuture<BookSnapshot>> sent = new ArrayList<>();

  @Test
  void whoAsksForTheSameMeanwhileSharesTheAnswer() {
    CompletableFuture<BookSnapshot> one = ask("BTC", 100);
    CompletableFuture<BookSnapshot> two = ask("BTC", 50);
    CompletableFuture<BookSnapshot> other = ask("ETH", 100);
    assertThat(sent).hasSize(2);
    BookSnapshot answer = snapshot(100);
    sent.get(0).complete(answer);
    assertThat(one).isCompletedWithValue(answer);
    assertThat(two).isCompletedWithValue(answer);
    assertThat(other).isNotDone();
    var unused = ask("BTC", 100);
    assertThat(sent).hasSize(3);
  }

  @Test
  void whoNeedsADeeperOneWaitsForItsTurn() {
    CompletableFuture<BookSnapshot> shallow = ask("BTC", 100);
    CompletableFuture<BookSnapshot> deep = ask("BTC", 500);
    assertThat(sent).hasSize(1);
    sent.get(0).complete(snapshot(100));
    assertThat(shallow).isDone();
    assertThat(deep).isNotDone();
    assertThat(sent).hasSize(2);
    CompletableFuture<BookSnapshot> later = ask("BTC", 100); // shares the deep one
    assertThat(sent).hasSize(2);
    sent.get(1).complete(snapshot(500));
    assertThat(deep).isDone();
    assertThat(later).isDone();
  }

  @Test
  void aFailureIsEverybodysAndNobodyIsForgotten() {
    CompletableFuture<BookSnapshot> one = ask("BTC", 100);
    CompletableFuture<BookSnapshot> two = ask("BTC", 100);
    CompletableFuture<BookSnapshot> deep = ask("BTC", 500);
    sent.get(0).completeExceptionally(new IllegalStateException("busy"));
    for (CompletableFuture<BookSnapshot> failed : List.of(one, two)) {
      assertThatThrownBy(failed::join)
          .isInstanceOf(CompletionException.class)
          .hasRootCauseMessage("busy");
    }
    assertThat(sent).hasSize(2);
    sent.get(1).complete(snapshot(500));
    assertThat(deep).isDone();
  }

  @Test
  void aRequestThatCannotEvenBeSentIsAFailure() {
    CompletableFuture<BookSnapshot> failed =
        desk.ask(
            "BTC",
            100,
            () -> {
              throw new IllegalStateException("no way");
            });
    assertThatThrownBy(failed::join).hasRootCauseMessage("no way");
    var unused = ask("BTC", 100);
    assertThat(sent).hasSize(1);
  }

  @Test
  void theLastOneToLeaveGivesTheRequestUp() {
    CompletableFuture<BookSnapshot> one = ask("BTC", 100);
    CompletableFuture<BookSnapshot> two = ask("BTC", 100);
    one.cancel(false);
    assertThat(sent.get(0)).isNotDone();
    two.cancel(false);
    assertThat(sent.get(0)).isCancelled();
    var unused = ask("BTC", 100);
    assertThat(sent).hasSize(2);
  }

  @Test
  void whoeverIsToldAndAsksAgainAtOnceFindsTheNextRequest() {
    CompletableFuture<BookSnapshot> again = ask("BTC", 100).thenCompose(answer -> ask("BTC", 100));
    sent.get(0).complete(snapshot(100));
    assertThat(sent).hasSize(2);
    sent.get(1).complete(snapshot(100));
    assertThat(again).isDone();
  }

  private CompletableFuture<BookSnapshot> ask(String symbol, int limit) {
    return desk.ask(
        symbol,
        limit,
        () -> {
          CompletableFuture<BookSnapshot> request = new CompletableFuture<>();
          sent.add(request);
          return request;
        });
  }

  private static BookSnapshot snapshot(int limit) {
    LevelColumns none = new LevelColumns(new DecimalColumn(), new DecimalColumn());
    Stamp stamp = new Stamp(Origin.REQUEST, null, Instant.EPOCH, 0);
    return new BookSnapshot(1, stamp, none, none, limit);
  }
}
