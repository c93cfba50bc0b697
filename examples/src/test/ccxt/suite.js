// Points ccxt at the simulated venues and looks at what it reads there. What is overridden: the
// addresses, spot markets only, and no currencies (they need a key). Nothing else.
//
//   node suite.js '{"upbit":{"rest":"http://…","ws":"ws://…"},"binance":{"rest":…,"ws":…}}'
//
// Prints one line for each check and exits with 0 only if all of them held.
import ccxt from 'ccxt';
import { candles, increasing, orderBook, ticker, trades } from './sanity.js';

const STREAMS_MILLIS = 5_000; // how long each stream is followed, once its first update is there
const FIRST_UPDATE_MILLIS = 30_000; // a quiet pair may take its time
const CALL_MILLIS = 20_000;
const MESSAGE_MILLIS = 300; // both venues take five messages a second on a connection
const DAY_MILLIS = 86_400_000;
const NOWHERE = 'http://127.0.0.1:9'; // whatever is not simulated must not reach the real venue

const venues = JSON.parse(process.argv[2] ?? '{}');
if (!venues.upbit?.rest || !venues.upbit?.ws || !venues.binance?.rest || !venues.binance?.ws) {
  console.error('usage: node suite.js \'{"upbit":{"rest":"http://…","ws":"ws://…"},"binance":{…}}\'');
  process.exit(2);
}

let passed = 0;
const failures = [];

async function check(name, body) {
  try {
    const note = await body();
    passed += 1;
    console.log(`ok    ${name}${note ? ` (${note})` : ''}`);
  } catch (failure) {
    failures.push(name);
    console.log(`FAIL  ${name}: ${failure.stack ?? failure}`);
  }
}

function within(millis, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing within ${millis} ms`)), millis);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function nowhere(urls) {
  return typeof urls === 'string'
    ? NOWHERE
    : Object.fromEntries(Object.entries(urls).map(([key, value]) => [key, nowhere(value)]));
}

function upbit() {
  const exchange = new ccxt.pro.upbit({ has: { fetchCurrencies: false } });
  exchange.urls.api = {
    ...nowhere(exchange.urls.api),
    public: venues.upbit.rest,
    ws: `${venues.upbit.ws}/websocket/v1`,
  };
  return exchange;
}

function binance() {
  const exchange = new ccxt.pro.binance({
    has: { fetchCurrencies: false },
    options: {
      defaultType: 'spot',
      fetchMarkets: { types: ['spot'] },
      fetchCurrencies: false,
      fetchMargins: false,
    },
  });
  const away = nowhere(exchange.urls.api);
  exchange.urls.api = {
    ...away,
    public: `${venues.binance.rest}/api/v3`,
    ws: { ...away.ws, spot: `${venues.binance.ws}/ws` },
  };
  return exchange;
}

// Follows a stream: each update is looked at as it comes.
async function follow(what, next, look) {
  let updates = 0;
  let deadline = Infinity;
  while (Date.now() < deadline) {
    const patience = updates === 0 ? FIRST_UPDATE_MILLIS : Math.max(1, deadline - Date.now());
    let update;
    try {
      update = await within(patience, what, next());
    } catch (failure) {
      if (updates > 0 && /nothing within/.test(failure.message)) break;
      throw failure;
    }
    look(update);
    updates += 1;
    if (updates === 1) deadline = Date.now() + STREAMS_MILLIS;
  }
  return `${updates} updates`;
}

async function requests(exchange, symbols, timeframes) {
  const id = exchange.id;
  const call = (what, promise) => within(CALL_MILLIS, `${id} ${what}`, promise);
  const [first] = symbols;

  await check(`${id} loadMarkets`, async () => {
    const markets = await call('loadMarkets', exchange.loadMarkets());
    for (const symbol of symbols) {
      const market = markets[symbol];
      if (!market) throw new Error(`${symbol} is missing`);
      if (!market.spot || market.active === false) throw new Error(`${symbol} is not an active spot market`);
    }
    return `${Object.keys(markets).length} markets`;
  });
  for (const symbol of symbols) {
    await check(`${id} fetchTicker ${symbol}`, async () => {
      ticker(await call('fetchTicker', exchange.fetchTicker(symbol)), symbol);
    });
    for (const limit of [undefined, 5]) {
      await check(`${id} fetchOrderBook ${symbol} limit ${limit ?? 'default'}`, async () => {
        const book = await call('fetchOrderBook', exchange.fetchOrderBook(symbol, limit));
        orderBook(book, symbol);
        if (limit && book.bids.length > limit) throw new Error(`${book.bids.length} bids, asked for ${limit}`);
        return `${book.bids.length} by ${book.asks.length}`;
      });
    }
    await check(`${id} fetchTrades ${symbol}`, async () => {
      const tape = await call('fetchTrades', exchange.fetchTrades(symbol, undefined, 50));
      trades(tape, symbol);
      if (tape.length === 0 || tape.length > 50) throw new Error(`${tape.length} trades, asked for 50`);
      return `${tape.length} trades`;
    });
  }
  await check(`${id} fetchTickers of ${symbols.length}`, async () => {
    const all = await call('fetchTickers', exchange.fetchTickers(symbols));
    symbols.forEach((symbol) => ticker(all[symbol], symbol));
  });
  await check(`${id} fetchTickers of all`, async () => {
    const all = await call('fetchTickers', exchange.fetchTickers());
    // A pair that has never traded has no price; one that seldom trades has an old one.
    const traded = Object.entries(all).filter(([, one]) => one.last !== undefined);
    if (traded.length < symbols.length) throw new Error(`only ${traded.length} pairs have a price`);
    traded.forEach(([symbol, one]) => ticker(one, symbol, DAY_MILLIS));
    return `${Object.keys(all).length} tickers`;
  });
  for (const timeframe of timeframes) {
    const step = exchange.parseTimeframe(timeframe) * 1000;
    await check(`${id} fetchOHLCV ${first} ${timeframe} newest`, async () => {
      const bars = await call('fetchOHLCV', exchange.fetchOHLCV(first, timeframe, undefined, 20));
      candles(bars, step);
      if (bars.length === 0 || bars.length > 20) throw new Error(`${bars.length} candles, asked for 20`);
      return `${bars.length} candles`;
    });
    await check(`${id} fetchOHLCV ${first} ${timeframe} since, limit`, async () => {
      const since = Math.floor(Date.now() / step) * step - 4 * step;
      const bars = await call('fetchOHLCV', exchange.fetchOHLCV(first, timeframe, since, 5));
      candles(bars, step);
      if (bars.length === 0 || bars.length > 5) throw new Error(`${bars.length} candles, asked for 5`);
      if (bars[0][0] < since) throw new Error(`first candle at ${bars[0][0]}, asked since ${since}`);
      return `${bars.length} candles`;
    });
  }
}

async function streams(exchange, symbols) {
  const id = exchange.id;
  const [first, second] = symbols;
  const newest = new Map();
  const tape = (symbol) => (batch) => {
    trades(batch, symbol);
    const last = newest.get(symbol) ?? -Infinity;
    increasing([last, ...batch.map((trade) => trade.timestamp)], `${symbol} trade times`);
    newest.set(symbol, batch.at(-1).timestamp);
  };
  const watched = [];
  const watch = async (what, symbol, next, look) => {
    watched.push(check(`${id} ${what} ${symbol}`, () => follow(what, next, look)));
    await new Promise((resolve) => setTimeout(resolve, MESSAGE_MILLIS));
  };
  // All of them on one connection, as a bot has them: on Upbit each new subscription must carry the
  // earlier ones.
  for (const symbol of [first, second]) {
    await watch('watchTicker', symbol, () => exchange.watchTicker(symbol), (one) => ticker(one, symbol));
    await watch('watchTrades', symbol, () => exchange.watchTrades(symbol), tape(symbol));
    await watch('watchOrderBook', symbol, () => exchange.watchOrderBook(symbol), (book) => orderBook(book, symbol));
  }
  // ccxt hands out a list of candles for Binance and a bare candle for Upbit.
  const listed = (bars) => (Array.isArray(bars[0]) ? bars : [bars]);
  await watch('watchOHLCV', first, () => exchange.watchOHLCV(first, '1s'), (bars) => candles(listed(bars), 1000));
  await Promise.all(watched);
}

async function whole(exchange, symbols, timeframes) {
  try {
    await exchange.loadHttpProxyAgent(); // what ccxt wants before it opens a ws:// without TLS
    await requests(exchange, symbols, timeframes);
    await streams(exchange, symbols);
  } finally {
    await exchange.close();
  }
}

await whole(
  upbit(),
  ['BTC/KRW', 'ETH/KRW', 'USDT/KRW'],
  ['1s', '1m', '3m', '5m', '10m', '15m', '30m', '1h', '4h', '1d', '1w', '1M', '1y'],
);
const spot = binance();
await check('binance fetchTime', async () => {
  const away = Math.abs((await spot.fetchTime()) - Date.now());
  if (away > 5_000) throw new Error(`its clock is ${away} ms away`);
});
await check('binance fetchBidsAsks', async () => {
  const both = await spot.fetchBidsAsks(['BTC/USDT', 'ETH/USDT']);
  for (const one of Object.values(both)) increasing([one.bid, one.ask], 'bid and ask');
});
await check('binance fetchTrades since', async () => {
  const since = Date.now() - 60_000;
  const recent = await spot.fetchTrades('BTC/USDT', since, 100);
  trades(recent, 'BTC/USDT');
  if (recent.some((trade) => trade.timestamp < since)) throw new Error('a trade is older than asked');
  return `${recent.length} trades`;
});
await whole(
  spot,
  ['BTC/USDT', 'ETH/USDT'],
  ['1s', '1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '8h', '12h', '1d', '3d', '1w', '1M'],
);

console.log(`ccxt ${ccxt.version}: ${passed} checks held, ${failures.length} failed`);
failures.forEach((name) => console.log(`  failed: ${name}`));
process.exit(failures.length === 0 ? 0 : 1);
