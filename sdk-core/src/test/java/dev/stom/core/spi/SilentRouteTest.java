package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.spi.FakeStreams.FakeSocket;
import dev.stom.core.spi.FakeStreams.Protocol;
import dev.stom.core.spi.FakeStreams.Topic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A channel that says nothing, or is never confirmed, is not called live because others are. */
class SilentRouteTest extends StreamScene {
  private static final Topic TICKER = Topic.of("t");
  private static final Topic OTHER = Topic.of("a");

  @Test
  void aChannelThatFallsSilentIsStaleAskedForAgainAndLiveOnlyByData() {
    subscribe(heard, TICKER, OTHER);
    FakeSocket socket = openSocket();
    socket.says("ok a,t", "t=1");
    news();
    otherTalks(socket, Protocol.SILENCE_LIMIT.plus(HubConnection.QUIET_CHECK));
    assertThat(news()).filteredOn(line -> line.startsWith("stale")).containsExactly("stale t 65 s");
    assertThat(socket.over).isEmpty();
    time.advance(HubSocket.COALESCE);
    assertThat(socket.sent).endsWith("want a,t", "want a,t");
    socket.says("ok a,t");
    assertThat(news()).doesNotContain("live t");
    socket.says("t=2");
    assertThat(news()).endsWith("live t", "2");
  }

  @Test
  void itIsAskedForEverMoreRarely() {
    subscribe(heard, TICKER, OTHER);
    FakeSocket socket = openSocket();
    socket.says("ok a,t");
    otherTalks(socket, Duration.ofHours(2));
    long asked = socket.sent.stream().filter("want a,t"::equals).count();
    assertThat(asked).isBetween(10L, 20L);
    assertThat(news()).filteredOn(line -> line.startsWith("stale")).hasSize(1);
  }

  @Test
  void whatTheVenueNeverConfirmsIsAskedForOnceMoreAndThenCalledRefused() {
    subscribe(heard, OTHER, Topic.of("x"));
    FakeSocket socket = openSocket();
    socket.says("ok a");
    otherTalks(socket, HubSocket.CONFIRM_PATIENCE.plusSeconds(1));
    assertThat(socket.sent).containsExactly("want a,x", "want a,x");
    socket.says("ok a");
    otherTalks(socket, HubSocket.CONFIRM_PATIENCE.plusSeconds(1));
    assertThat(news())
        .filteredOn(line -> line.startsWith("refused"))
        .containsExactly("refused x UNCONFIRMED the venue has not confirmed it in 20 s");
    otherTalks(socket, Duration.ofMinutes(5));
    assertThat(socket.sent).filteredOn("want a,x"::equals).hasSize(2);
    socket.says("x=1");
    assertThat(news()).endsWith("live x", "1");
  }

  @Test
  void whatIsNeverAnsweredIsAskedForForAMinuteAndThenCalledRefused() {
    subscribe(heard, OTHER, Topic.of("x"));
    FakeSocket socket = openSocket();
    socket.says("ok a");
    otherTalks(
        socket, HubSocket.CONFIRM_PATIENCE.multipliedBy(HubSocket.MOST_ASKED).minusSeconds(1));
    assertThat(news()).noneMatch(line -> line.startsWith("refused"));
    otherTalks(socket, Duration.ofSeconds(2));
    assertThat(socket.sent).hasSize(HubSocket.MOST_ASKED).containsOnly("want a,x");
    assertThat(news())
        .filteredOn(line -> line.startsWith("refused"))
        .containsExactly("refused x UNCONFIRMED the venue has not confirmed it in 60 s");
  }

  @Test
  void onAConnectionThatIsSilentAltogetherNothingIsCalledRefused() {
    subscribe(heard, OTHER, Topic.of("x"));
    FakeSocket socket = openSocket();
    time.advance(HubSocket.CONFIRM_PATIENCE.minusSeconds(1));
    socket.says("ok a");
    while (transport.last() == socket) {
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(news()).noneMatch(line -> line.startsWith("refused"));
  }

  @Test
  void whatOneConnectionRefusedIsAskedForAgainOnTheNextUntilItIsConfirmed() {
    subscribe(heard, OTHER, Topic.of("x"));
    FakeSocket first = openSocket();
    first.says("ok a");
    otherTalks(first, HubSocket.CONFIRM_PATIENCE.plusSeconds(1));
    first.says("ok a");
    otherTalks(first, HubSocket.CONFIRM_PATIENCE.plusSeconds(1));
    assertThat(news()).anyMatch(line -> line.startsWith("refused x"));
    first.breaks();
    time.advance(Duration.ofMinutes(1));
    FakeSocket second = openSocket();
    second.says("ok a"); // and what it said of x is lost
    otherTalks(second, HubSocket.CONFIRM_PATIENCE.plusSeconds(1));
    assertThat(second.sent).containsExactly("want a,x", "want a,x");
    second.says("ok x");
    assertThat(news()).endsWith("live x");
  }

  @Test
  void aSocketThatTakesNoMoreMessagesIsReplaced() {
    subscribe(heard, OTHER);
    time.runDueTasks();
    FakeSocket socket = transport.last();
    socket.full = true;
    socket.opens();
    assertThat(socket.over).isEqualTo("aborted");
    awaitNextSocket();
    transport.last().opens();
    assertThat(transport.last().sent).containsExactly("want a");
  }

  private void otherTalks(FakeSocket socket, Duration howLong) {
    for (long second = 0; second < howLong.toSeconds(); second++) {
      time.advance(Duration.ofSeconds(1));
      socket.says("a=.");
    }
  }
}
