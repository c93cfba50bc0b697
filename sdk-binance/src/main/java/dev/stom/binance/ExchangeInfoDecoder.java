package dev.stom.binance;

import dev.stom.binance.model.BinanceExchangeInfo;
import dev.stom.binance.model.BinanceFilter;
import dev.stom.binance.model.BinanceRateLimit;
import dev.stom.binance.model.BinanceSor;
import dev.stom.binance.model.BinanceSymbol;
import dev.stom.core.spi.FieldNames;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.core.spi.JsonCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads {@code GET /api/v3/exchangeInfo}, some megabytes with all symbols. Lenient where the venue
 * keeps adding: filters, flags and words come through as they are.
 */
final class ExchangeInfoDecoder {
  private static final FieldNames INFO =
      FieldNames.of("timezone", "serverTime", "rateLimits", "exchangeFilters", "symbols", "sors")
          .requiring("timezone", "serverTime", "symbols");
  private static final FieldNames LIMIT =
      FieldNames.of("rateLimitType", "interval", "intervalNum", "limit").requiringAll();
  private static final FieldNames SOR = FieldNames.of("baseAsset", "symbols").requiringAll();
  private static final FieldNames SYMBOL =
      FieldNames.of(
              "symbol",
              "status",
              "baseAsset",
              "quoteAsset",
              "baseAssetPrecision",
              "quoteAssetPrecision",
              "baseCommissionPrecision",
              "quoteCommissionPrecision",
              "orderTypes",
              "filters",
              "permissionSets",
              "defaultSelfTradePreventionMode",
              "allowedSelfTradePreventionModes")
          .requiring("symbol", "status", "baseAsset", "quoteAsset");
  private static final FieldNames FILTER = FieldNames.of("filterType");

  private final JsonCursor cursor = new JsonCursor();

  private ExchangeInfoDecoder() {}

  static BinanceExchangeInfo read(HttpAnswer answer) {
    return new ExchangeInfoDecoder().read(answer.body());
  }

  private BinanceExchangeInfo read(byte[] body) {
    String timezone = "";
    Instant serverTime = Instant.EPOCH;
    List<BinanceRateLimit> limits = List.of();
    List<BinanceFilter> filters = List.of();
    List<BinanceSymbol> symbols = List.of();
    List<BinanceSor> sors = List.of();
    cursor.reset(body);
    cursor.beginObject();
    for (int field; (field = cursor.nextField(INFO)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> timezone = cursor.string();
        case 1 -> serverTime = BinanceTime.instant(cursor.longValue());
        case 2 -> limits = list(this::limit);
        case 3 -> filters = list(this::filter);
        case 4 -> symbols = list(this::symbol);
        case 5 -> sors = list(this::sor);
        default -> cursor.skipValue();
      }
    }
    cursor.expectEnd();
    return new BinanceExchangeInfo(timezone, serverTime, limits, filters, symbols, sors);
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    cursor.beginArray();
    while (cursor.nextElement()) {
      list.add(element.get());
    }
    return list;
  }

  private List<String> texts() {
    return list(cursor::string);
  }

  private BinanceRateLimit limit() {
    String type = "";
    String interval = "";
    int number = 0;
    int limit = 0;
    cursor.beginObject();
    for (int field; (field = cursor.nextField(LIMIT)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> type = cursor.string();
        case 1 -> interval = cursor.string();
        case 2 -> number = intValue();
        case 3 -> limit = intValue();
        default -> cursor.skipValue();
      }
    }
    return new BinanceRateLimit(type, interval, number, limit);
  }

  private BinanceSor sor() {
    String base = "";
    List<String> symbols = List.of();
    cursor.beginObject();
    for (int field; (field = cursor.nextField(SOR)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> base = cursor.string();
        case 1 -> symbols = texts();
        default -> cursor.skipValue();
      }
    }
    return new BinanceSor(base, symbols);
  }

  private BinanceSymbol symbol() {
    String symbol = "";
    String status = "";
    String base = "";
    String quote = "";
    int[] precisions = new int[4];
    List<String> orderTypes = List.of();
    List<BinanceFilter> filters = List.of();
    List<List<String>> permissionSets = List.of();
    String mode = null;
    List<String> modes = List.of();
    Set<String> flags = new LinkedHashSet<>();
    cursor.beginObject();
    for (int field; (field = cursor.nextField(SYMBOL)) != JsonCursor.END; ) {
      switch (field) {
        case 0 -> symbol = cursor.string();
        case 1 -> status = cursor.string();
        case 2 -> base = cursor.string();
        case 3 -> quote = cursor.string();
        case 4, 5, 6, 7 -> precisions[field - 4] = intValue();
        case 8 -> orderTypes = texts();
        case 9 -> filters = list(this::filter);
        case 10 -> permissionSets = list(this::texts);
        case 11 -> mode = cursor.stringOrNull();
        case 12 -> modes = texts();
        default -> flag(flags);
      }
    }
    return new BinanceSymbol(
        symbol,
        status,
        base,
        quote,
        precisions[0],
        precisions[1],
        precisions[2],
        precisions[3],
        orderTypes,
        flags,
        filters,
        permissionSets,
        mode,
        modes);
  }

  /** What is true becomes a flag; any other unknown field is passed over. */
  private void flag(Set<String> flags) {
    String name = cursor.lastText();
    if (cursor.peekKind() == JsonCursor.Kind.BOOLEAN) {
      if (cursor.booleanValue()) {
        flags.add(name);
      }
    } else {
      cursor.skipValue();
    }
  }

  private BinanceFilter filter() {
    String type = "";
    Map<String, String> fields = new LinkedHashMap<>();
    cursor.beginObject();
    for (int field; (field = cursor.nextField(FILTER)) != JsonCursor.END; ) {
      if (field == 0) {
        type = cursor.string();
        continue;
      }
      String name = cursor.lastText();
      switch (cursor.peekKind()) {
        case STRING -> fields.put(name, cursor.string());
        case NUMBER -> fields.put(name, cursor.decimal().toPlainString());
        case BOOLEAN -> fields.put(name, Boolean.toString(cursor.booleanValue()));
        case OBJECT, ARRAY, NULL -> cursor.skipValue();
      }
    }
    return new BinanceFilter(type, fields);
  }

  private int intValue() {
    long value = cursor.longValue();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw cursor.malformed("expected a number of 31 bits");
    }
    return (int) value;
  }
}
