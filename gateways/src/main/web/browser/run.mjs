// Looks at every page of a running console in a real browser: light and dark, wide and narrow.
//   npm run browser -- --base http://127.0.0.1:8080 [--screenshots DIR] [--only overview,telemetry,hub,query]
//     [--views light,dark,phone-light,phone-dark] [--decoder mse|mjpeg] [--logger]
//     [--without imu,trajectory,devices,control,uploads]
// With --logger there is a logger to start and stop, and nobody else who does.
// Fails when a page does not show what runs, when values or pictures stand still, or when the browser logs an error.
// The hub must have a stream, and a device that sends samples and poses; --without says what a platform lacks.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHECKS, frame, sentFrames } from './checks.mjs';

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: 'http://127.0.0.1:8080' },
    screenshots: { type: 'string' },
    only: { type: 'string', default: Object.keys(CHECKS).join(',') },
    views: { type: 'string', default: 'light,dark,phone-light,phone-dark' },
    decoder: { type: 'string' },
    logger: { type: 'boolean', default: false },
    without: { type: 'string', default: '' },
    chromium: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});

const VIEWS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'phone-light', colorScheme: 'light', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  { name: 'phone-dark', colorScheme: 'dark', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
];

if (values.screenshots) mkdirSync(values.screenshots, { recursive: true });
const browser = await chromium.launch({
  executablePath: values.chromium,
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let failures = 0;

async function step(name, act) {
  try {
    const said = await act();
    console.log(`ok    ${name}${said ? `: ${said}` : ''}`);
  } catch (error) {
    failures++;
    console.log(`FAIL  ${name}: ${String(error.message).split('\n')[0]}`);
  }
}

for (const { name: view, ...options } of VIEWS.filter(({ name }) => values.views.split(',').includes(name))) {
  const context = await browser.newContext(options);
  for (const only of values.only.split(',')) {
    const page = await context.newPage();
    const errors = [];
    // Browsers log each answer that is a refusal as an error. The check asks some questions that must be refused, and what
    // a gateway cannot tell for a moment, since it waits for a neighbour, it says with 503; the page asks again.
    const isMeant = (text) => (only === 'query' && /status of 4\d\d/.test(text)) || /status of 503/.test(text);
    page.on('console', (message) => {
      if (message.type() === 'error' && !isMeant(message.text())) errors.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => errors.push(error.message));
    const frames = sentFrames(page);
    const query = only === 'hub' && values.decoder ? `?decoder=${values.decoder}` : '';
    await step(`${only} ${view}`, async () => {
      await page.goto(`${values.base}/console/${only}${query}`, { waitUntil: 'load' });
      const said = await CHECKS[only](page, { frames, without: values.without.split(','), steers: view === 'light' || view === 'phone-dark' });
      if (values.screenshots) await page.screenshot({ path: join(values.screenshots, `${only}-${view}.png`), fullPage: view.startsWith('phone') });
      return said;
    });
    await step(`${only} ${view}: nothing wider than the screen`, () => frame.fits(page));
    await step(`${only} ${view}: no errors in the browser`, () => {
      if (errors.length > 0) throw new Error(errors.join(' | '));
    });
    await page.close();
  }
  await context.close();
}

const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
await step('/ leads to the overview', () => frame.home(page, values.base));
await step('keyboard reaches pages, help and theme', () => frame.keyboard(page, values.screenshots));
await step('a page that has moved is found', () => frame.moved(page, values.base));
await step('an unknown page says so', () => frame.unknown(page, values.base));
if (values.logger) await step('the logger is started, taken offline and stopped, and the data cleared', () => frame.logger(page, values.base, values.screenshots));
await browser.close();
console.log(failures === 0 ? 'all well' : `${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
