// What must hold of market data, whatever venue it comes from. Each throws what it finds wrong.

const MINUTE_MILLIS = 60_000;

function must(condition, message) {
  if (!condition) throw new Error(message);
}

function positive(value, what) {
  must(Number.isFinite(value) && value > 0, `${what} is ${value}`);
}

export function increasing(values, what, strictly = false) {
  for (let i = 1; i < values.length; i++) {
    const fine = strictly ? values[i - 1] < values[i] : values[i - 1] <= values[i];
    must(fine, `${what}: ${values[i]} comes after ${values[i - 1]}`);
  }
}

export function ticker(one, symbol, maxAgeMillis = MINUTE_MILLIS) {
  must(one, `${symbol}: no ticker`);
  must(one.symbol === symbol, `ticker of ${one.symbol}, asked for ${symbol}`);
  for (const field of ['last', 'open', 'high', 'low']) positive(one[field], `${symbol} ${field}`);
  must(one.low <= one.last && one.last <= one.high, `${symbol}: last ${one.last} outside ${one.low}..${one.high}`);
  must(one.bid === undefined || one.ask === undefined || one.bid < one.ask, `${symbol}: ${one.bid} / ${one.ask} crossed`);
  must(one.baseVolume >= 0 && one.quoteVolume >= 0, `${symbol}: volume ${one.baseVolume} / ${one.quoteVolume}`);
  must(Math.abs(one.timestamp - Date.now()) < maxAgeMillis, `${symbol}: ticker of ${one.datetime}`);
  must(Math.abs(one.percentage) < 50, `${symbol}: moved ${one.percentage} %`);
  must(
    Math.abs((one.change / (one.last - one.change)) * 100 - one.percentage) < 0.02,
    `${symbol}: change ${one.change} of last ${one.last} is not ${one.percentage} %`,
  );
}

export function orderBook(book, symbol) {
  must(book.symbol === symbol, `book of ${book.symbol}, asked for ${symbol}`);
  must(book.bids.length > 0 && book.asks.length > 0, `${symbol}: an empty side`);
  for (const [price, amount] of [...book.bids, ...book.asks]) {
    positive(price, `${symbol} price`);
    positive(amount, `${symbol} amount`);
  }
  increasing(book.asks.map(([price]) => price), `${symbol} asks`, true);
  increasing(book.bids.map(([price]) => -price), `${symbol} bids`, true);
  must(book.bids[0][0] < book.asks[0][0], `${symbol}: ${book.bids[0][0]} / ${book.asks[0][0]} crossed`);
}

export function trades(tape, symbol) {
  for (const trade of tape) {
    must(trade.symbol === symbol, `trade of ${trade.symbol}, asked for ${symbol}`);
    positive(trade.price, `${symbol} price`);
    positive(trade.amount, `${symbol} amount`);
    must(trade.side === 'buy' || trade.side === 'sell', `${symbol}: side ${trade.side}`);
    must(trade.id, `${symbol}: a trade without an id`);
    must(Math.abs(trade.timestamp - Date.now()) < 24 * 3_600_000, `${symbol}: trade of ${trade.datetime}`);
  }
  increasing(tape.map((trade) => trade.timestamp), `${symbol} trade times`);
  must(new Set(tape.map((trade) => trade.id)).size === tape.length, `${symbol}: a trade id twice`);
}

export function candles(bars, step) {
  increasing(bars.map(([time]) => time), 'candle times', true);
  for (const [time, open, high, low, close, volume] of bars) {
    // Months, weeks and years do not divide the epoch evenly.
    must(step > 86_400_000 || time % step === 0, `candle at ${time} is not on a boundary of ${step} ms`);
    for (const value of [open, high, low, close]) positive(value, `candle at ${time}`);
    must(low <= Math.min(open, close) && Math.max(open, close) <= high, `candle at ${time}: ${open} ${high} ${low} ${close}`);
    must(volume >= 0, `candle at ${time}: volume ${volume}`);
  }
}
