package dev.stom.upbit;

import dev.stom.core.market.Feed;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one subscription message has to say so that all of some channels are served: the parts by
 * type and level, each code once, as deep as the deepest wish for it.
 *
 * <p>A message replaces the former one of its connection, so it always says everything (Source:
 * Upbit developer centre, websocket-best-practice, 2026-08-31). Whether the present state comes
 * first can be chosen only for a whole part: where wishes differ, both come, and each subscription
 * leaves out what it did not want.
 */
final class SubscriptionPlan {
  private final Map<PartKey, Part> parts = new TreeMap<>();

  private SubscriptionPlan() {}

  static SubscriptionPlan of(Collection<UpbitChannel> channels) {
    SubscriptionPlan plan = new SubscriptionPlan();
    for (UpbitChannel channel : channels) {
      plan.parts
          .computeIfAbsent(
              new PartKey(channel.type(), channel.level()), key -> new Part(channel.mode()))
          .add(channel);
    }
    return plan;
  }

  /** Tells whether the same message serves both. */
  boolean sameAs(SubscriptionPlan other) {
    return parts.equals(other.parts);
  }

  /** Tells whether all that is asked for beside a channel, in its part, is snapshots. */
  boolean isOnlySnapshots(UpbitChannel channel) {
    Part part = parts.get(new PartKey(channel.type(), channel.level()));
    return part != null && part.mode == Feed.Mode.SNAPSHOT_ONLY;
  }

  /** Writes the parts, comma between them. */
  void writeTo(StringBuilder json) {
    parts.forEach(
        (key, part) -> {
          json.append("{\"type\":\"").append(key.type).append("\",\"codes\":[");
          String comma = "";
          for (Map.Entry<String, Integer> code : part.depths.entrySet()) {
            json.append(comma).append('"').append(code.getKey());
            if (code.getValue() < UpbitChannel.MAX_DEPTH) {
              json.append('.').append(code.getValue());
            }
            json.append('"');
            comma = ",";
          }
          json.append(']');
          if (key.level != null) {
            json.append(",\"level\":").append(key.level.toPlainString());
          }
          if (part.mode == Feed.Mode.SNAPSHOT_ONLY) {
            json.append(",\"is_only_snapshot\":true");
          } else if (part.mode == Feed.Mode.REALTIME_ONLY) {
            json.append(",\"is_only_realtime\":true");
          }
          json.append("},");
        });
    if (!parts.isEmpty()) {
      json.setLength(json.length() - 1);
    }
  }

  private record PartKey(String type, @Nullable BigDecimal level) implements Comparable<PartKey> {
    private static final Comparator<PartKey> ORDER =
        Comparator.comparing(PartKey::type)
            .thenComparing(PartKey::level, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(PartKey other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Part {
    /** By code; {@link UpbitChannel#MAX_DEPTH} where no depth is said, and for other types. */
    private final Map<String, Integer> depths = new TreeMap<>();

    private Feed.Mode mode;

    Part(Feed.Mode mode) {
      this.mode = mode;
    }

    void add(UpbitChannel channel) {
      Integer depth = channel.depth();
      depths.merge(channel.code(), depth == null ? UpbitChannel.MAX_DEPTH : depth, Math::max);
      if (channel.mode() != mode) {
        mode = Feed.Mode.SNAPSHOT_THEN_REALTIME;
      }
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Part other && depths.equals(other.depths) && mode == other.mode;
    }

    @Override
    public int hashCode() {
      return depths.hashCode();
    }
  }
}
