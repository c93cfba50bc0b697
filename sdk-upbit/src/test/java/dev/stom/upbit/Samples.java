package dev.stom.upbit;

import java.nio.charset.StandardCharsets;

/** Frames and answers as Upbit documents them, shortened where rows repeat. */
final class Samples {
  private Samples() {}

  static final String TRADE =
      """
      {"type":"trade","code":"KRW-BTC","timestamp":1730336862082,"trade_date":"2024-10-31",
       "trade_time":"01:07:42","trade_timestamp":1730336862047,"trade_price":100473000.00000000,
       "trade_volume":0.00014208,"ask_bid":"BID","prev_closing_price":100571000.00000000,
       "change":"FALL","change_price":98000.00000000,"sequential_id":17303368620470000,
       "best_ask_price":100473000,"best_ask_size":0.43139478,"best_bid_price":100465000,
       "best_bid_size":0.01990656,"stream_type":"SNAPSHOT"}
      """;

  static final String TRADE_BRIEF =
      """
      {"ty":"trade","cd":"KRW-BTC","tms":1730336862082,"td":"2024-10-31","ttm":"01:07:42",
       "ttms":1730336862047,"tp":100473000.00000000,"tv":0.00014208,"ab":"BID",
       "pcp":100571000.00000000,"c":"FALL","cp":98000.00000000,"sid":17303368620470000,
       "bap":100473000,"bas":0.43139478,"bbp":100465000,"bbs":0.01990656,"st":"SNAPSHOT"}
      """;

  static final String ORDERBOOK =
      """
      {"type":"orderbook","code":"KRW-BTC","timestamp":1746601573804,"total_ask_size":4.79158413,
       "total_bid_size":2.65609625,"orderbook_units":[
         {"ask_price":137002000,"bid_price":137001000,"ask_size":0.10623869,"bid_size":0.03656812},
         {"ask_price":137023000,"bid_price":137000000,"ask_size":0.06144079,"bid_size":0.33543284},
         {"ask_price":0,"bid_price":136999000,"ask_size":0,"bid_size":0.5}],
       "stream_type":"REALTIME","level":0}
      """;

  static final String CANDLE =
      """
      {"type":"candle.1s","code":"KRW-BTC","candle_date_time_utc":"2025-01-02T04:28:05",
       "candle_date_time_kst":"2025-01-02T13:28:05","opening_price":142009000.00000000,
       "high_price":142009001.00000000,"low_price":142008999.00000000,
       "trade_price":142009000.50000000,"candle_acc_trade_volume":0.00606119,
       "candle_acc_trade_price":860743.5307100000000000,"timestamp":1735792085824,
       "stream_type":"REALTIME"}
      """;

  static final String TICKER =
      """
      {"type":"ticker","code":"KRW-BTC","opening_price":31883000,"high_price":32310000,
       "low_price":31855000,"trade_price":32287000,"prev_closing_price":31883000.00000000,
       "acc_trade_price":78039261076.51241000,"change":"RISE","change_price":404000.00000000,
       "signed_change_price":404000.00000000,"change_rate":0.0126713295,
       "signed_change_rate":0.0126713295,"ask_bid":"ASK","trade_volume":0.03103806,
       "acc_trade_volume":2429.58834336,"trade_date":"20230221","trade_time":"074102",
       "trade_timestamp":1676965262139,"acc_ask_volume":1146.25573608,
       "acc_bid_volume":1283.33260728,"highest_52_week_price":57678000.00000000,
       "highest_52_week_date":"2022-03-28","lowest_52_week_price":20700000.00000000,
       "lowest_52_week_date":"2022-12-30","market_state":"ACTIVE","is_trading_suspended":false,
       "delisting_date":null,"market_warning":"NONE","timestamp":1676965262177,
       "acc_trade_price_24h":228827082483.70729000,"acc_trade_volume_24h":7158.80283560,
       "stream_type":"REALTIME"}
      """;

  static final String REST_TICKER =
      """
      [{"market":"KRW-BTC","trade_date":"20250704","trade_time":"051400",
        "trade_date_kst":"20250704","trade_time_kst":"141400","trade_timestamp":1751606040365,
        "opening_price":"148737000.00000000","high_price":149360000,"low_price":148288000,
        "trade_price":148601000,"prev_closing_price":148737000,"change":"FALL",
        "change_price":136000,"change_rate":0.0009143656,"signed_change_price":-136000,
        "signed_change_rate":-0.0009143656,"trade_volume":0.00016823,
        "acc_trade_price":31615925234.05438,"acc_trade_price_24h":178448329314.96686,
        "acc_trade_volume":212.38911576,"acc_trade_volume_24h":1198.26954807,
        "highest_52_week_price":163325000,"highest_52_week_date":"2025-01-20",
        "lowest_52_week_price":8.428e-05,"lowest_52_week_date":"2024-08-05",
        "timestamp":1751606040403}]
      """;

  static final String REST_ORDERBOOK =
      """
      [{"market":"KRW-BTC","timestamp":1751606867762,"total_ask_size":10.37591054,
        "total_bid_size":9.49577219,"orderbook_units":[
          {"ask_price":148520000,"bid_price":148490000,"ask_size":0.0134662,
           "bid_size":0.04296774},
          {"ask_price":148530000,"bid_price":0,"ask_size":0.5,"bid_size":0}],"level":10000}]
      """;

  static final String REST_TRADES =
      """
      [{"market":"KRW-BTC","trade_date_utc":"2025-06-27","trade_time_utc":"23:59:59",
        "timestamp":1751068799336,"trade_price":147058000,"trade_volume":0.00006043,
        "prev_closing_price":146852000,"change_price":206000,"ask_bid":"BID",
        "sequential_id":17510687993360000}]
      """;

  static final String REST_CANDLES =
      """
      [{"market":"KRW-BTC","candle_date_time_utc":"2025-06-30T23:59:59",
        "candle_date_time_kst":"2025-07-01T08:59:59","opening_price":145794000,
        "high_price":145794000,"low_price":145759000,"trade_price":145759000,
        "timestamp":1751327999833,"candle_acc_trade_price":185042,
        "candle_acc_trade_volume":0.0013}]
      """;

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
