/**
 * What Upbit writes, as records in Upbit's own words: answers ({@link
 * dev.stom.upbit.model.UpbitTicker}, {@link dev.stom.upbit.model.UpbitCandle} and so on) and stream
 * frames ({@link dev.stom.upbit.model.UpbitMessage}). Decimals are exactly as written; a word that
 * Upbit adds later arrives as it is, since words are kept as text.
 */
package dev.stom.upbit.model;
