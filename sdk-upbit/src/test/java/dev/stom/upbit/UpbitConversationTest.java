package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.spi.StreamConversation;
import dev.stom.upbit.model.UpbitMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UpbitConversationTest {
  private static final UpbitChannel BTC = UpbitChannel.ticker("KRW-BTC");
  private static final UpbitChannel ETH = UpbitChannel.ticker("KRW-ETH");

  private final UpbitConversation conversation = conversation(UpbitFormat.DEFAULT);

  private static UpbitConversation conversation(UpbitFormat format) {
    return new UpbitConversation(format, new SplittableRandom(1));
  }

  private Optional<StreamConversation.Step<UpbitChannel>> next(
      Set<UpbitChannel> have, Set<UpbitChannel> want) {
    return conversation.next(have, want);
  }

  /** The message without its ticket. */
  private String said(UpbitChannel... want) {
    List<String> messages = next(Set.of(), Set.of(want)).orElseThrow().messages();
    assertThat(messages).hasSize(2);
    return messages.get(0).replaceFirst("\\[\\{\"ticket\":\"[0-9a-f-]{36}\"},", "[");
  }

  @Test
  void oneMessageSaysEverythingAndAQuestionProvesIt() {
    StreamConversation.Step<UpbitChannel> step = next(Set.of(BTC), Set.of(BTC, ETH)).orElseThrow();
    assertThat(step.after()).containsExactlyInAnyOrder(BTC, ETH);
    assertThat(step.messages().get(0))
        .endsWith(",{\"type\":\"ticker\",\"codes\":[\"KRW-BTC\",\"KRW-ETH\"]}]");
    assertThat(step.messages().get(1)).endsWith(",{\"method\":\"LIST_SUBSCRIPTIONS\"}]");
  }

  @Test
  void ticketsAreRandomUuids() {
    String first = conversation.probe().substring(12, 48);
    String second = conversation.probe().substring(12, 48);
    assertThat(UUID.fromString(first).version()).isEqualTo(4);
    assertThat(UUID.fromString(first).variant()).isEqualTo(2);
    assertThat(first).isNotEqualTo(second);
    assertThat(conversation(UpbitFormat.DEFAULT).probe().substring(12, 48)).isEqualTo(first);
  }

  @Test
  void theFormatStandsAtTheEndOfEveryMessage() {
    UpbitConversation brief = conversation(UpbitFormat.SIMPLE_LIST);
    List<String> messages = brief.next(Set.of(), Set.of(BTC)).orElseThrow().messages();
    assertThat(messages)
        .allSatisfy(text -> assertThat(text).endsWith(",{\"format\":\"SIMPLE_LIST\"}]"));
  }

  @Test
  void partsAreByTypeAndLevel() {
    assertThat(
            said(
                UpbitChannel.trade("KRW-BTC"),
                UpbitChannel.candle("KRW-BTC", UpbitCandleUnit.MINUTES_240),
                UpbitChannel.orderbook("KRW-BTC"),
                UpbitChannel.orderbook("KRW-ETH").withLevel(new BigDecimal("1E4")),
                BTC))
        .isEqualTo(
            "[{\"type\":\"candle.240m\",\"codes\":[\"KRW-BTC\"]},"
                + "{\"type\":\"orderbook\",\"codes\":[\"KRW-BTC\"]},"
                + "{\"type\":\"orderbook\",\"codes\":[\"KRW-ETH\"],\"level\":10000},"
                + "{\"type\":\"ticker\",\"codes\":[\"KRW-BTC\"]},"
                + "{\"type\":\"trade\",\"codes\":[\"KRW-BTC\"]}]");
  }

  @Test
  void aCodeIsAsDeepAsTheDeepestWish() {
    assertThat(said(UpbitChannel.orderbook("KRW-BTC", 1), UpbitChannel.orderbook("KRW-BTC", 15)))
        .contains("[\"KRW-BTC.15\"]");
    assertThat(said(UpbitChannel.orderbook("KRW-BTC", 1), UpbitChannel.orderbook("KRW-ETH", 5)))
        .contains("[\"KRW-BTC.1\",\"KRW-ETH.5\"]");
    assertThat(said(UpbitChannel.orderbook("KRW-BTC", 5), UpbitChannel.orderbook("KRW-BTC")))
        .contains("[\"KRW-BTC\"]");
  }

  @Test
  void flagsAreSaidOnlyWhenAllOfAPartAgree() {
    assertThat(said(BTC.snapshotOnly(), ETH.snapshotOnly())).contains("\"is_only_snapshot\":true");
    assertThat(said(BTC.realtimeOnly())).contains("\"is_only_realtime\":true");
    assertThat(said(BTC.snapshotOnly(), ETH)).doesNotContain("is_only");
    assertThat(said(BTC.snapshotOnly(), ETH.realtimeOnly())).doesNotContain("is_only");
    assertThat(said(BTC.realtimeOnly(), UpbitChannel.trade("KRW-BTC")))
        .contains(
            "{\"type\":\"ticker\",\"codes\":[\"KRW-BTC\"],\"is_only_realtime\":true}",
            "{\"type\":\"trade\",\"codes\":[\"KRW-BTC\"]}");
  }

  @Test
  void nothingIsSaidWhenNothingChangesOnTheWire() {
    assertThat(next(Set.of(BTC), Set.of(BTC))).isEmpty();
    assertThat(next(Set.of(), Set.of())).isEmpty();
    assertThat(next(Set.of(BTC), Set.of())).as("an empty connection is closed").isEmpty();
    UpbitChannel shallow = UpbitChannel.orderbook("KRW-BTC", 5);
    UpbitChannel deep = UpbitChannel.orderbook("KRW-BTC", 15);
    assertThat(next(Set.of(shallow, deep), Set.of(deep))).isEmpty();
    assertThat(next(Set.of(shallow, deep), Set.of(shallow))).isPresent();
  }

  @Test
  void snapshotsThatHaveComeAreNotWorthAMessage() {
    UpbitChannel trade = UpbitChannel.trade("KRW-BTC");
    assertThat(next(Set.of(BTC.snapshotOnly(), trade), Set.of(trade))).isEmpty();
    assertThat(next(Set.of(BTC.snapshotOnly(), ETH), Set.of(ETH)))
        .as("in a part that streams, the snapshot's code streams too")
        .isPresent();
    assertThat(next(Set.of(BTC, trade), Set.of(trade))).isPresent();
  }

  @Test
  void whatIsNewIsSaidEvenIfItLooksTheSame() {
    UpbitChannel shallow = UpbitChannel.orderbook("KRW-BTC", 5);
    UpbitChannel deep = UpbitChannel.orderbook("KRW-BTC", 15);
    assertThat(next(Set.of(deep), Set.of(deep, shallow)))
        .as("the newcomer wants a snapshot")
        .isPresent();
  }

  @Test
  void framesFindTheirRoutesWhateverWasAskedFor() {
    UpbitProtocol protocol =
        new UpbitProtocol(UpbitEnvironment.KOREA, UpbitFormat.SIMPLE, new SplittableRandom(1));
    List<Object> routes = new ArrayList<>();
    conversation.read(Samples.bytes(Samples.ORDERBOOK), new Recorder(routes));
    conversation.read(
        Samples.bytes(Samples.ORDERBOOK.replace("\"level\":0", "\"level\":1000.0")),
        new Recorder(routes));
    conversation.read(Samples.bytes(Samples.CANDLE), new Recorder(routes));
    assertThat(routes)
        .containsExactly(
            protocol.route(UpbitChannel.orderbook("KRW-BTC", 5).realtimeOnly()),
            protocol.route(UpbitChannel.orderbook("KRW-BTC").withLevel(new BigDecimal("1000"))),
            protocol.route(UpbitChannel.candle("KRW-BTC", UpbitCandleUnit.SECONDS_1)));
  }

  @Test
  void tooManyMessagesEndTheConnectionBecauseTheLastWishesWereDropped() {
    List<Object> heard = new ArrayList<>();
    conversation.read(
        Samples.bytes("{\"error\":{\"name\":\"Too Many Requests\",\"message\":\"slow down\"}}"),
        new Recorder(heard));
    assertThat(heard).containsExactly("refused Too Many Requests slow down", "broken");
    heard.clear();
    conversation.read(
        Samples.bytes("{\"error\":{\"name\":\"NO_CODES\",\"message\":\"x\"}}"),
        new Recorder(heard));
    conversation.read(Samples.bytes("{\"status\":\"UP\"}"), new Recorder(heard));
    assertThat(heard).containsExactly("refused NO_CODES x");
  }

  private record Recorder(List<Object> heard) implements StreamConversation.Sink<UpbitMessage> {
    @Override
    public void message(Object route, UpbitMessage message) {
      heard.add(route);
    }

    @Override
    public void confirmed(Collection<?> routes) {
      heard.addAll(routes);
    }

    @Override
    public void refused(Collection<?> routes, String code, String text) {
      heard.add("refused " + code + " " + text);
    }

    @Override
    public void ending(String cause) {
      heard.add("ending");
    }

    @Override
    public void broken(String cause) {
      heard.add("broken");
    }
  }
}
