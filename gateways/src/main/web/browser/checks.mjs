// What each page must show. Every check waits for its own condition and says what it saw.
import { join } from 'node:path';

const PATIENCE = { timeout: 30_000 };
const testId = (page, id) => page.locator(`[data-testid="${id}"]`);
const isLive = (page) => page.locator('[data-testid="connection"][data-state="live"]').first().waitFor(PATIENCE);

function claim(fact, otherwise) {
  if (!fact) throw new Error(otherwise);
}

/** Waits until `read` gives `count` different answers. */
async function changes(read, count) {
  const seen = new Set();
  for (const end = Date.now() + PATIENCE.timeout; Date.now() < end; ) {
    seen.add(await read());
    if (seen.size >= count) return [...seen];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`stood still: ${[...seen].join(', ')}`);
}

async function overview(page) {
  await isLive(page);
  await testId(page, 'parts').locator('tbody tr').first().waitFor(PATIENCE);
  await testId(page, 'topics').locator('tbody tr').first().waitFor(PATIENCE);
  const parts = await testId(page, 'parts').locator('tbody th').allInnerTexts();
  const topics = await testId(page, 'topics').locator('tbody tr').count();
  claim(parts.length > 0, 'no parts');
  await page.waitForTimeout(4500); // Two more answers, so that there are lines to look at.
  return `${parts.length} parts, ${topics} topics`;
}

async function telemetry(page) {
  await isLive(page);
  await testId(page, 'metric-speed').waitFor(PATIENCE);
  const rows = testId(page, 'vehicles').locator('.fleet-row');
  await rows.first().waitFor(PATIENCE);
  const vehicles = await rows.count();
  // One alone where there is room: it shows what a vehicle has besides its charts.
  const placed = rows.filter({ hasNot: page.getByText('no position') }).first();
  if (vehicles > 1 && page.viewportSize().width > 600 && (await placed.count()) > 0) await placed.locator('button').click();
  await page.waitForTimeout(3000);
  const speeds = await changes(() => testId(page, 'metric-speed').locator('.metric-head').innerText(), 3);
  const inked = await page.locator('.metric-plot canvas').first().evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(data.filter((_, i) => i % 4 === 0)).size;
  });
  claim(inked > 4, 'the chart is blank');
  claim((await testId(page, 'log').locator('li').count()) > 0, 'the log is empty');
  claim((await testId(page, 'log').locator('li').count()) <= 200, 'the log is not bounded');
  const bytes = await testId(page, 'compression-bytes').locator('strong').innerText();
  claim(/^\d+\.\d % (saved|more)$/.test(bytes), `compression in bytes reads ${bytes}`);
  const mapped = await map(page);
  return `${vehicles} vehicles, ${mapped}, ${bytes}, speed ${speeds.map((text) => text.split('\n').at(-1)).join(', ')}`;
}

/** The map is there when a vehicle says where it is; it shows trails that grow, and does what keys and buttons say. */
async function map(page) {
  const positions = await testId(page, 'vehicles').locator('.fleet-row').filter({ hasNot: page.getByText('no position') }).count();
  const canvas = testId(page, 'map');
  if (positions === 0) {
    claim((await canvas.count()) === 0, 'there is a map of nothing');
    return 'no map';
  }
  await canvas.scrollIntoViewIfNeeded();
  const look = () =>
    canvas.evaluate((drawn) => {
      const { data } = drawn.getContext('2d').getImageData(0, 0, drawn.width, drawn.height);
      const shades = new Set();
      let sum = 0;
      for (let i = 0; i < data.length; i += 4) {
        const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
        shades.add(colour);
        sum = (sum * 31 + colour) >>> 0;
      }
      return { shades: shades.size, sum };
    });
  claim((await look()).shades > 16, 'the map is blank');
  await changes(async () => (await look()).sum, 3);
  const words = await page.locator('#map-in-words').textContent();
  claim(words.length > 0, 'the map has no words');
  await canvas.focus();
  await page.keyboard.press('+');
  const fit = testId(page, 'fit');
  await page.waitForFunction((button) => button.getAttribute('aria-pressed') === 'false', await fit.elementHandle(), PATIENCE);
  await page.keyboard.press('ArrowLeft');
  await fit.click();
  await page.waitForFunction((button) => button.getAttribute('aria-pressed') === 'true', await fit.elementHandle(), PATIENCE);
  await page.evaluate(() => scrollTo(0, 0));
  return `a map: ${words.split('.')[0]}`;
}

/** How many shades are in a picture, and a sum that another picture would hardly have. */
const look = (canvas) =>
  canvas.evaluate((one) => {
    const { data } = one.getContext('2d').getImageData(0, 0, one.width, one.height);
    const shades = new Set();
    let sum = 0;
    for (let i = 0; i < data.length; i += 404) {
      shades.add(data[i]);
      sum = (sum * 31 + data[i]) >>> 0;
    }
    return { shades: shades.size, sum };
  });

/** The picture plays, the small ones show something, samples and poses are drawn, and the sticks reach a device. */
async function hub(page, { without, steers, frames }) {
  const said = [await picture(page)];
  if (!without.includes('imu')) said.push(await motion(page));
  if (!without.includes('trajectory')) said.push(await trajectory(page));
  if (!without.includes('devices')) said.push(`${await count(testId(page, 'devices').locator('tbody tr'))} devices`);
  if (!without.includes('control') && steers) said.push(await control(page, frames));
  if (!without.includes('uploads') && steers) said.push(await upload(page));
  return said.join('; ');
}

async function picture(page) {
  const large = testId(page, 'picture');
  await large.waitFor(PATIENCE);
  await page.waitForFunction(() => Number(document.querySelector('[data-testid="picture"]')?.dataset.framesDecoded) > 30, undefined, PATIENCE);
  const { shades } = await look(large);
  claim(shades > 8, `the picture is uniform: ${shades} shades`);
  await changes(async () => (await look(large)).sum, 4);
  const state = await large.getAttribute('data-state');
  claim(state === 'playing', `the player is ${state}`);
  const small = testId(page, 'streams').locator('[aria-pressed="true"] canvas');
  for (const end = Date.now() + PATIENCE.timeout; (await look(small)).shades <= 8; await page.waitForTimeout(200)) claim(Date.now() < end, 'the small picture is uniform');
  await page.waitForTimeout(1500);
  return (await testId(page, 'stats').innerText()).replace(/\n+/g, ' ');
}

/** Writes a question in place of what stands there, and asks it by the keyboard. */
async function ask(page, sql) {
  await testId(page, 'editor').locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(sql);
  await page.keyboard.press('Escape');
  await testId(page, 'editor').locator('.cm-content').click();
  await page.keyboard.press('Control+Enter');
}

async function query(page) {
  await testId(page, 'tables').locator('> li').first().waitFor(PATIENCE);
  const topics = await testId(page, 'tables').locator('> li').count();
  await testId(page, 'run').click();
  await testId(page, 'result').locator('tbody tr[aria-rowindex]').first().waitFor(PATIENCE);
  await testId(page, 'reading').locator('summary').click();
  claim((await testId(page, 'reading').locator('tbody tr').count()) > 0, 'no offsets are shown');

  await ask(page, 'SELECT _key,\n  spede.value\nFROM telemetry.records');
  await testId(page, 'query-error').waitFor(PATIENCE);
  claim((await page.locator('.cm-lintRange-error').innerText()).startsWith('spede'), 'the error is not marked where it is');

  await ask(page, 'SELECT * FROM range(5000) ORDER BY hash(range)');
  await testId(page, 'result').locator('tbody tr[aria-rowindex]').first().waitFor(PATIENCE);
  claim((await testId(page, 'result').locator('tbody tr').count()) < 200, 'every row is drawn');
  await testId(page, 'result').locator('thead button').click();
  claim((await testId(page, 'result').locator('tbody tr[aria-rowindex] td').first().innerText()) === '0', 'the rows are not sorted');
  const saved = page.waitForEvent('download', PATIENCE);
  await testId(page, 'save-parquet').click();
  claim((await saved).suggestedFilename() === 'answer.parquet', 'no file was saved');

  await ask(page, 'SELECT sum(a.range * b.range % 7) FROM range(1000000) a, range(1000000) b');
  await testId(page, 'cancel').click(PATIENCE);
  await testId(page, 'query-error').waitFor(PATIENCE);
  const why = await testId(page, 'query-error').innerText();
  claim(why.includes('called off'), `the question was not called off: ${why}`);

  const over = 'SELECT _key AS vin, make_timestamp(timestamp_ms * 1000) AS moment, speed.value AS mph, battery.value AS battery\nFROM telemetry.records\nORDER BY moment';
  await ask(page, over);
  await testId(page, 'as-chart').click(PATIENCE);
  await testId(page, 'chart').locator('canvas').waitFor(PATIENCE);
  claim((await page.getByLabel('History').locator('option').count()) > 3, 'no history is kept');
  await page.waitForTimeout(500);
  return `${topics} topics, ${(await testId(page, 'query-summary').innerText()).replace(/\s+/g, ' ')}`;
}

async function motion(page) {
  await testId(page, 'now-acceleration').waitFor(PATIENCE);
  await changes(() => testId(page, 'now-acceleration').innerText(), 4);
  await changes(() => testId(page, 'now-rotation').innerText(), 4);
  for (const kind of ['acceleration', 'rotation']) {
    const drawn = await look(page.locator(`[data-testid="plot-${kind}"] canvas`));
    claim(drawn.shades > 4, `the chart of ${kind} is blank`);
  }
  return `samples ${(await testId(page, 'now-acceleration').innerText()).replace(/\s+/g, ' ')}`;
}

async function trajectory(page) {
  const view = testId(page, 'trajectory');
  await view.waitFor(PATIENCE);
  await changes(() => view.getAttribute('data-poses'), 4);
  await changes(() => view.getAttribute('data-drawn'), 3);
  await view.scrollIntoViewIfNeeded();
  let path = await inked(page, view);
  for (const end = Date.now() + PATIENCE.timeout; path.accent <= 20; path = await inked(page, view)) {
    claim(Date.now() < end, `no path is drawn: ${path.accent} points of its colour`);
    await page.waitForTimeout(200);
  }
  const before = path.sum;
  await view.focus();
  for (let n = 0; n < 6; n++) await page.keyboard.press('ArrowRight');
  for (const end = Date.now() + PATIENCE.timeout; (await inked(page, view)).sum === before; await page.waitForTimeout(200)) claim(Date.now() < end, 'the arrow keys turn nothing');
  return `${await view.getAttribute('data-poses')} poses`;
}

/** Looks at an element as it is on the screen: how much of it has the colour of accents. */
async function inked(page, element) {
  const png = (await element.screenshot()).toString('base64');
  return page.evaluate(async (base64) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${base64}`;
    await picture.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--accent)';
    const [r, g, b] = getComputedStyle(probe).color.match(/\d+/g).map(Number);
    probe.remove();
    let [accent, sum] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 60) accent++;
      sum = (sum * 31 + data[i]) >>> 0;
    }
    return { accent, sum };
  }, png);
}

/** What the page sends to the hub's viewers' sockets that it opens from now on, as JSON with the time. */
export function sentFrames(page) {
  const frames = [];
  page.on('websocket', (socket) => {
    if (!new URL(socket.url()).pathname.endsWith('/hub/ws/viewer')) return;
    socket.on('framesent', ({ payload }) => frames.push({ at: Date.now(), ...JSON.parse(String(payload)) }));
  });
  return frames;
}

async function control(page, frames) {
  const moves = () => frames.filter(({ type }) => type === 'movement');
  await testId(page, 'take').click();
  await page.locator('[data-testid="control-state"][data-state="held"]').waitFor(PATIENCE);
  await page.keyboard.down('w');
  await until(() => moves().length > 3, 'no movement was sent');
  await page.keyboard.up('w');
  await until(() => moves().at(-1).y === 0, 'the stick did not spring back');
  claim(moves()[0].y > 0 && moves()[0].x === 0, `ahead is ${JSON.stringify(moves()[0])}`);
  claim(moves().every(({ timestamp }) => /^\d{19}$/.test(timestamp)), 'a time stamp is no text of nanoseconds');
  await page.keyboard.down('ArrowLeft');
  await until(() => frames.some(({ type, yaw }) => type === 'rotation' && yaw < 0), 'no rotation was sent');
  await page.evaluate(() => dispatchEvent(new Event('blur')));
  await until(() => frames.findLast(({ type }) => type === 'rotation').yaw === 0, 'nobody at the window, and still it turns');
  await page.keyboard.up('ArrowLeft');
  const often = Math.max(...moves().map(({ at }) => moves().filter((one) => one.at >= at && one.at < at + 1000).length));
  claim(often <= 21, `${often} movements in a second`);
  await testId(page, 'camera-on').click();
  await page.getByText(/Camera on: delivered/).waitFor(PATIENCE);
  await testId(page, 'land').click();
  await testId(page, 'flight-confirm').click();
  await page.getByText(/Landing: delivered/).waitFor(PATIENCE);
  const box = await testId(page, 'stick-move').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 4 });
  await until(() => moves().at(-1).x > 0, 'the stick does not follow the mouse');
  await page.mouse.up();
  await until(() => moves().at(-1).x === 0, 'the stick stays out');
  await testId(page, 'release').click();
  await until(() => frames.at(-1).type === 'release_control', 'control was not given back');
  return `${frames.length} messages of control`;
}

async function upload(page) {
  const name = `check-${Date.now()}.bin`;
  await testId(page, 'upload-input').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(300_000, 7) });
  await page.locator('[data-testid="uploads"] [data-state="done"]').waitFor(PATIENCE);
  await testId(page, 'files').getByText(name).waitFor(PATIENCE);
  return 'a file uploaded';
}

async function count(rows) {
  await rows.first().waitFor(PATIENCE);
  return rows.count();
}

async function until(holds, otherwise) {
  for (const end = Date.now() + PATIENCE.timeout; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) if (holds()) return;
  throw new Error(otherwise);
}

export const CHECKS = { overview, telemetry, hub, query };

export const frame = {
  async fits(page) {
    const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    claim(wide <= screen, `${wide} wide on ${screen}`);
  },

  async home(page, base) {
    await page.goto(`${base}/`, { waitUntil: 'load' });
    await page.waitForURL('**/console/overview', PATIENCE);
    await page.locator('h1').waitFor(PATIENCE);
    return page.title();
  },

  async keyboard(page, screenshots) {
    await page.keyboard.press('Tab');
    claim((await page.evaluate(() => document.activeElement?.className)) === 'skip', 'the first stop is not the skip link');
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.waitForURL('**/console/hub**', PATIENCE);
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.waitForURL('**/console/overview', PATIENCE);
    await page.keyboard.press('t');
    await page.reload();
    claim((await page.locator('html').getAttribute('data-theme')) === 'light', 'the theme is not remembered');
    await page.locator('h1').waitFor(PATIENCE);
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor(PATIENCE);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'keyboard-help.png') });
    await page.keyboard.press('Escape');
    claim((await page.locator('dialog[open]').count()) === 0, 'the dialog stays open');
  },

  async logger(page, base, screenshots) {
    await page.goto(`${base}/console/telemetry`, { waitUntil: 'load' });
    const says = (text) => testId(page, 'logger-reply').filter({ hasText: text }).waitFor(PATIENCE);
    const state = (text) => testId(page, 'logger-state').filter({ hasText: text }).waitFor(PATIENCE);
    const logs = (text) => testId(page, 'log').getByText(text).last().waitFor(PATIENCE);
    const start = testId(page, 'logger-start');
    await state('Not running');
    await start.click();
    await says('Script started');
    await state(/^Running/);
    await logs('=== Logger Started ===');
    await page.getByRole('button', { name: 'Toggle offline' }).click();
    await says('Toggled offline mode');
    await logs('offline');
    if (screenshots) await page.screenshot({ path: join(screenshots, 'logger-running.png') });
    await start.click();
    await says('Script stopped');
    await state('Not running');
    await testId(page, 'clear').click();
    await page.locator('dialog[open]').waitFor(PATIENCE);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'logger-clear.png') });
    await page.keyboard.press('Escape');
    claim((await page.locator('dialog[open]').count()) === 0, 'the question about clearing stays open');
    await testId(page, 'clear').click();
    await testId(page, 'clear-confirm').click();
    await says('Data cleared');
    await logs('=== Data Cleared ===');
  },

  async moved(page, base) {
    await page.goto(`${base}/console/video?stream=elsewhere`, { waitUntil: 'load' });
    await page.waitForURL('**/console/hub?stream=elsewhere**', PATIENCE);
    await page.locator('h1').waitFor(PATIENCE);
  },

  async unknown(page, base) {
    await page.goto(`${base}/console/nowhere`, { waitUntil: 'load' });
    await page.getByText('There is no such page').waitFor(PATIENCE);
  },
};
