package dev.stom.kimp;

import dev.stom.core.instrument.Asset;
import java.util.ArrayList;
import java.util.List;

/** Keeps everything it hears, in order. */
final class RecordingKimpListener implements KimpListener {
  private final List<Object> heard = new ArrayList<>(); // guarded by this

  @Override
  public synchronized void onPremium(KimpReading reading) {
    heard.add(reading);
  }

  @Override
  public synchronized void onAlert(KimpAlert alert) {
    heard.add(alert);
  }

  @Override
  public synchronized void onStatus(KimpStatus status) {
    heard.add(status);
  }

  synchronized List<Object> all() {
    return List.copyOf(heard);
  }

  <T> List<T> all(Class<T> type) {
    return all().stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<KimpReading> readings(String asset) {
    return all(KimpReading.class).stream()
        .filter(reading -> reading.asset().equals(Asset.of(asset)))
        .toList();
  }

  KimpReading last(String asset) {
    List<KimpReading> readings = readings(asset);
    return readings.get(readings.size() - 1);
  }

  synchronized void clear() {
    heard.clear();
  }
}
