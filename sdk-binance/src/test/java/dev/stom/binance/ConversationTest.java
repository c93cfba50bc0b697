package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.binance.model.BinanceMessage;
import dev.stom.core.spi.StreamConversation;
import dev.stom.core.spi.StreamConversation.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one connection asks for, and how it understands the answers. */
class ConversationTest {
  private static final BinanceStream A = BinanceStream.trade("AUSDT");
  private static final BinanceStream B = BinanceStream.kline("BUSDT", Binance.INTERVALS.get(15));
  private static final BinanceStream C = BinanceStream.bookTicker("CUSDT");

  private final BinanceConversation conversation = new BinanceConversation();
  private final Heard heard = new Heard();

  private void read(String frame) {
    conversation.read(frame.getBytes(StandardCharsets.UTF_8), heard);
  }

  @Test
  void onlyTheSymbolIsPutIntoLowerCase() {
    assertThat(B.name()).isEqualTo("busdt@kline_1M");
    assertThat(BinanceStream.of("BTCusdt@kline_1m@+08:00").name())
        .isEqualTo("btcusdt@kline_1m@+08:00");
    assertThat(BinanceStream.of("btcusdt@kline_1m"))
        .isNotEqualTo(BinanceStream.of("btcusdt@kline_1M"));
  }

  @Test
  void whatIsLackingIsSubscribedInOneMessageAndItsAnswerConfirmsIt() {
    Step<BinanceStream> step = conversation.next(Set.of(), Set.of(A)).orElseThrow();
    assertThat(step.messages())
        .containsExactly("{\"method\":\"SUBSCRIBE\",\"params\":[\"ausdt@trade\"],\"id\":1}");
    assertThat(step.after()).containsExactly(A);
    assertThat(conversation.next(step.after(), Set.of(A))).isEmpty();
    read("{\"result\":null,\"id\":1}");
    assertThat(heard.confirmed).containsExactly("ausdt@trade");
    read("{\"result\":null,\"id\":1}");
    assertThat(heard.confirmed).hasSize(1);
  }

  @Test
  void whatIsSurplusGoesFirst() {
    Step<BinanceStream> step = conversation.next(Set.of(A, B), Set.of(B, C)).orElseThrow();
    assertThat(step.messages())
        .containsExactly("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"ausdt@trade\"],\"id\":1}");
    Step<BinanceStream> then = conversation.next(step.after(), Set.of(B, C)).orElseThrow();
    assertThat(then.messages())
        .containsExactly("{\"method\":\"SUBSCRIBE\",\"params\":[\"cusdt@bookTicker\"],\"id\":2}");
    read("{\"result\":null,\"id\":1}");
    assertThat(heard.confirmed).isEmpty();
  }

  @Test
  void aPlanThatWasNotSentIsNotPlannedTwiceAndLeavesNothingBehind() {
    Step<BinanceStream> planned = conversation.next(Set.of(), Set.of(A)).orElseThrow();
    assertThat(conversation.next(Set.of(), Set.of(A))).hasValue(planned);
    Step<BinanceStream> changed = conversation.next(Set.of(), Set.of(B)).orElseThrow();
    assertThat(changed.messages().get(0)).contains("\"busdt@kline_1M\"").contains("\"id\":2");
    read("{\"result\":null,\"id\":1}");
    assertThat(heard.confirmed).isEmpty();
    read("{\"result\":null,\"id\":2}");
    assertThat(heard.confirmed).containsExactly("busdt@kline_1M");
  }

  @Test
  void manyNamesGoOutInChunksOfTwoHundred() {
    Set<BinanceStream> want =
        IntStream.range(0, 450)
            .mapToObj(i -> BinanceStream.trade("S" + i))
            .collect(Collectors.toSet());
    Set<BinanceStream> have = new HashSet<>();
    List<Integer> sizes = new ArrayList<>();
    for (Optional<Step<BinanceStream>> step = conversation.next(Set.of(), want);
        step.isPresent();
        step = conversation.next(Set.copyOf(have), want)) {
      assertThat(step.get().messages()).hasSize(1);
      sizes.add(step.get().after().size() - have.size());
      have.clear();
      have.addAll(step.get().after());
    }
    assertThat(sizes).containsExactly(200, 200, 50);
    assertThat(have).isEqualTo(want);
    read("{\"result\":null,\"id\":1}");
    read("{\"result\":null,\"id\":2}");
    read("{\"result\":null,\"id\":3}");
    assertThat(heard.confirmed).hasSize(450).doesNotHaveDuplicates();
  }

  @Test
  void errorsOfBothShapesAreRefusals() {
    assertThat(conversation.next(Set.of(), Set.of(A))).isPresent();
    read("{\"code\":2,\"msg\":\"Invalid request\",\"id\":1}");
    read("{\"error\":{\"code\":4,\"msg\":\"Too many\"},\"id\":1}");
    read("{\"error\":{},\"id\":1}");
    assertThat(heard.refused).containsExactly("2 Invalid request", "4 Too many", "error ");
    assertThat(heard.confirmed).isEmpty();
  }

  @Test
  void aProbeAsksForTheListAndItsAnswerConfirmsWhatIsListed() {
    assertThat(conversation.next(Set.of(), Set.of(A))).isPresent();
    assertThat(conversation.probe()).isEqualTo("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":2}");
    read("{\"result\":[\"ausdt@trade\"],\"id\":2}");
    assertThat(heard.confirmed).containsExactly("ausdt@trade");
  }

  @Test
  void aShutdownEndsTheConnection() {
    read("{\"e\":\"serverShutdown\",\"E\":1770123456789}");
    read(
        "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}");
    assertThat(heard.endings).hasSize(2);
  }

  @Test
  void dataGoByTheStreamsName() {
    read(
        "{\"stream\":\"cusdt@bookTicker\",\"data\":{\"u\":1,\"s\":\"CUSDT\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}}");
    read("{\"u\":1,\"s\":\"CUSDT\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}");
    assertThat(heard.routes).containsExactly("cusdt@bookTicker");
  }

  private static final class Heard implements StreamConversation.Sink<BinanceMessage> {
    final List<Object> routes = new ArrayList<>();
    final List<Object> confirmed = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    final List<String> endings = new ArrayList<>();

    @Override
    public void message(Object route, BinanceMessage message) {
      routes.add(route);
    }

    @Override
    public void confirmed(Collection<?> all) {
      confirmed.addAll(all);
    }

    @Override
    public void refused(Collection<?> routes, String code, String text) {
      refused.add(code + " " + text);
    }

    @Override
    public void ending(String cause) {
      endings.add(cause);
    }

    @Override
    public void broken(String cause) {
      throw new AssertionError("nothing breaks here: " + cause);
    }
  }
}
