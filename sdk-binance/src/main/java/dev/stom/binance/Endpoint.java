package dev.stom.binance;

import dev.stom.core.spi.HttpAnswer;
import java.util.function.Function;

/**
 * One request: where, with what, at what price, and how its answer is read.
 *
 * @param path for example {@code /api/v3/depth}
 * @param parameters the query
 * @param weight what it costs of the request weight
 * @param decoder reads a successful answer
 * @param <T> what the answer means
 */
record Endpoint<T>(
    String path, Parameters parameters, int weight, Function<HttpAnswer, ? extends T> decoder) {}
