package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.text.Json;

/** An error answer: a negative code and a text. */
final class BinanceError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  private BinanceError(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static BinanceError of(int code, String message) {
    return new BinanceError(400, code, message);
  }

  static BinanceError withStatus(int status, int code, String message) {
    return new BinanceError(status, code, message);
  }

  static BinanceError missing(String name) {
    return of(
        -1102, "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.");
  }

  static BinanceError illegal(String name, String legal) {
    return of(
        -1100,
        "Illegal characters found in parameter '" + name + "'; legal range is '" + legal + "'.");
  }

  static BinanceError invalid(String name) {
    return of(-1130, "Data sent for parameter '" + name + "' is not valid.");
  }

  static BinanceError combination() {
    return of(-1128, "Combination of optional parameters invalid.");
  }

  static BinanceError symbol() {
    return of(-1121, "Invalid symbol.");
  }

  int status() {
    return status;
  }

  String body() {
    return Json.object(json -> json.number("code", code).text("msg", getMessage()));
  }
}
