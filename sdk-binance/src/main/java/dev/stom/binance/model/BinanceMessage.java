package dev.stom.binance.model;

/**
 * What comes on a market stream, in the venue's own terms. Numbers are exactly what the venue
 * wrote, scale included. Times keep microseconds where the venue sends them.
 */
public sealed interface BinanceMessage
    permits BinanceAggTradeEvent,
        BinanceAvgPriceEvent,
        BinanceBlockTradeEvent,
        BinanceBookTickerEvent,
        BinanceDepth,
        BinanceDepthUpdate,
        BinanceKlineEvent,
        BinanceMiniTickerEvent,
        BinanceMiniTickers,
        BinanceReferencePriceEvent,
        BinanceServerShutdown,
        BinanceStreamAnswer,
        BinanceTickerEvent,
        BinanceTradeEvent,
        BinanceUnmodelled,
        BinanceWindowTickerEvent,
        BinanceWindowTickers {}
