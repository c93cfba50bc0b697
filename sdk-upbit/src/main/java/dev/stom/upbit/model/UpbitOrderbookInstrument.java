package dev.stom.upbit.model;

import dev.stom.core.spi.WireName;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How prices of a pair are stepped, as {@code GET /v1/orderbook/instruments} answers.
 *
 * <p>Source: Upbit developer centre v1.6.4, list-orderbook-instruments, read 2026-11-22.
 *
 * @param market the pair
 * @param quoteCurrency what is paid with
 * @param tickSize the smallest price step in the band of the <em>present</em> price: other bands
 *     have others
 * @param supportedLevels the widths of price steps into which a book can be gathered, 0 for none;
 *     null where Upbit does not say (outside Korea)
 */
public record UpbitOrderbookInstrument(
    String market,
    @WireName("quote_currency") @Nullable String quoteCurrency,
    @WireName("tick_size") BigDecimal tickSize,
    @WireName("supported_levels") @Nullable List<BigDecimal> supportedLevels) {}
