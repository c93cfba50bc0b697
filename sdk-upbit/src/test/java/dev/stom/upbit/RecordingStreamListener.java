package dev.stom.upbit;

import dev.stom.core.market.StreamStatus;
import dev.stom.upbit.model.UpbitCandleMessage;
import dev.stom.upbit.model.UpbitOrderbookMessage;
import dev.stom.upbit.model.UpbitTickerMessage;
import dev.stom.upbit.model.UpbitTradeMessage;
import java.util.ArrayList;
import java.util.List;

/** Remembers everything heard in Upbit's words. */
final class RecordingStreamListener implements UpbitStreamListener {
  private final List<Object> heard = new ArrayList<>(); // guarded by itself

  private void record(Object what) {
    synchronized (heard) {
      heard.add(what);
    }
  }

  List<Object> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  <T> List<T> heard(Class<T> kind) {
    return heard().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  void clear() {
    synchronized (heard) {
      heard.clear();
    }
  }

  @Override
  public void onTicker(UpbitTickerMessage ticker) {
    record(ticker);
  }

  @Override
  public void onTrade(UpbitTradeMessage trade) {
    record(trade);
  }

  @Override
  public void onOrderbook(UpbitOrderbookMessage orderbook) {
    record(orderbook);
  }

  @Override
  public void onCandle(UpbitCandleMessage candle) {
    record(candle);
  }

  @Override
  public void onStatus(StreamStatus status) {
    record(status);
  }
}
