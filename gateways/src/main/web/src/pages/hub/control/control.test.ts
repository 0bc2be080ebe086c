import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Link } from '../../../live/link';
import type { Notice } from '../viewer';
import { movement, nowNs, rotation, write } from './commands';
import { readPads } from './gamepad';
import { isSteering, readKeys } from './keys';
import { AGAIN_MS, LEAST_MS, Pacer } from './pacer';
import { openPilot, type Line } from './pilot';
import { CENTRE, shape, strongest } from './sticks';

describe('shaping', () => {
  const shaping = { deadZone: 0.1, reach: 1 };

  test('should send nothing from around the centre', () => {
    for (let angle = 0; angle < 7; angle += 0.1) expect(shape({ x: 0.099 * Math.cos(angle), y: 0.099 * Math.sin(angle) }, shaping)).toEqual(CENTRE);
  });

  test('should rise evenly from the edge of the dead zone, without a leap', () => {
    expect(shape({ x: 0.11, y: 0 }, shaping)).toEqual({ x: 0.01, y: 0 });
    expect(shape({ x: 0.55, y: 0 }, shaping)).toEqual({ x: 0.5, y: 0 });
    expect(shape({ x: 0, y: -1 }, shaping)).toEqual({ x: 0, y: -1 });
  });

  test('should keep the direction and stay within the circle and the reach', () => {
    for (let angle = 0; angle < 7; angle += 0.1) {
      const { x, y } = shape({ x: 3 * Math.cos(angle), y: 3 * Math.sin(angle) }, { deadZone: 0.1, reach: 0.4 });
      expect(Math.hypot(x, y)).toBeCloseTo(0.4, 1);
      expect(Math.cos(angle) * y - Math.sin(angle) * x).toBeCloseTo(0, 1);
    }
  });

  test('should take no number for the centre', () => {
    expect(shape({ x: NaN, y: 1 }, shaping)).toEqual(CENTRE);
    expect(Object.is(shape({ x: -0.001, y: 1 }, shaping).x, 0)).toBe(true);
  });

  test('should follow the hand that is farthest out', () => {
    expect(strongest([{ x: 0.1, y: 0 }, { x: 0, y: -0.7 }, CENTRE])).toEqual({ x: 0, y: -0.7 });
  });
});

describe('keys', () => {
  test('should move by letters and turn by arrows', () => {
    expect(readKeys(new Set(['KeyW']))).toEqual({ move: { x: 0, y: 1 }, turn: CENTRE });
    expect(readKeys(new Set(['ArrowLeft', 'KeyA', 'KeyD']))).toEqual({ move: CENTRE, turn: { x: -1, y: 0 } });
  });

  test('should be no faster askew, and half as fast with shift', () => {
    const { move } = readKeys(new Set(['KeyW', 'KeyD']));
    expect(Math.hypot(move.x, move.y)).toBeCloseTo(1, 9);
    expect(readKeys(new Set(['ArrowUp', 'ShiftLeft'])).turn).toEqual({ x: 0, y: 0.5 });
  });

  test('should know which keys steer', () => {
    expect(['KeyW', 'ArrowUp', 'KeyQ', 'Tab'].map(isSteering)).toEqual([true, true, false, false]);
  });
});

describe('gamepad', () => {
  test('should read both sticks, up being positive', () => {
    expect(readPads([null, { connected: true, mapping: 'standard', axes: [0.5, -1, 0, 0.25] }])).toEqual({ move: { x: 0.5, y: 1 }, turn: { x: 0, y: -0.25 } });
  });

  test('should leave alone what it does not know', () => {
    expect(readPads([])).toBeUndefined();
    expect(readPads([{ connected: true, mapping: '', axes: [1, 1, 1, 1] }])).toBeUndefined();
    expect(readPads([{ connected: true, mapping: 'standard', axes: [NaN, 1, 0, 0] }])?.move).toEqual(CENTRE);
  });
});

describe('pacer', () => {
  test('should send at most twenty times a second however fast a stick moves', () => {
    const pacer = new Pacer();
    let sent = 0;
    for (let ms = 0; ms < 1000; ms++) if (pacer.take({ x: (ms % 99) / 100 + 0.01, y: 0 }, ms)) sent++;

    expect(sent).toBe(1000 / LEAST_MS);
  });

  test('should say a value again while the stick is out, and nothing at the centre', () => {
    const pacer = new Pacer();
    const out = { x: 1, y: 0 };
    const at = [...new Array(1001).keys()].filter((ms) => pacer.take(out, ms));
    expect(at).toEqual([0, AGAIN_MS, 2 * AGAIN_MS, 3 * AGAIN_MS, 4 * AGAIN_MS]);

    expect(pacer.take(CENTRE, 1060)).toBe(true);
    expect([...new Array(5000).keys()].some((ms) => pacer.take(CENTRE, 1060 + ms))).toBe(false);
  });

  test('should let the centre pass at once', () => {
    const pacer = new Pacer();
    pacer.take({ x: 1, y: 0 }, 0);

    expect(pacer.centre(1)).toBe(true);
    expect(pacer.centre(2)).toBe(false);
  });
});

describe('commands', () => {
  test('should be written as websites write them', () => {
    expect(write(movement({ x: 0.5, y: -1 }), 1739402159030000001n)).toBe('{"type":"movement","x":0.5,"y":-1,"timestamp":"1739402159030000001"}');
    expect(write(rotation({ x: 0.25, y: 0 }), 5n)).toBe('{"type":"rotation","yaw":0.25,"z":0,"timestamp":"5"}');
    expect(write({ type: 'flightmode', action: 'land' }, 5n, 'd')).toBe('{"type":"flightmode","action":"land","timestamp":"5","device":"d"}');
  });

  test('should bear the time of now in nanoseconds', () => {
    expect(Math.abs(Number(nowNs() / 1_000_000n) - Date.now())).toBeLessThan(2000);
  });
});

describe('pilot', () => {
  let said: Record<string, unknown>[];
  let commands: number;
  let tell: (notice: Notice) => void;
  const link = signal<Link>({ state: 'live' });
  const line: Line = {
    link,
    isOwn: true,
    send(text) {
      if (link.value.state !== 'live') return false;
      said.push(JSON.parse(text) as Record<string, unknown>);
      return true;
    },
    command(text) {
      return line.send(text) ? String(++commands) : undefined;
    },
    listen(listener) {
      tell = listener;
      return () => undefined;
    },
  };
  const control = (state: string, more = {}): Notice => ({ type: 'control', control: { device: 'd', state, lease: 'l', expiresInMs: 10_000, reason: '', ...more } });
  const sticksSaid = (): unknown[] => said.filter(({ type }) => type === 'movement' || type === 'rotation').map(({ x, y, yaw, z }) => [x ?? yaw, y ?? z]);

  beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    commands = 0;
    link.value = { state: 'live' };
  });
  afterEach(() => vi.useRealTimers());

  function inControl() {
    const pilot = openPilot('d', line);
    pilot.reach.value = 1;
    pilot.take();
    tell(control('taken'));
    said = [];
    return pilot;
  }

  test('should send no stick before the device is had', () => {
    const pilot = openPilot('d', line);
    pilot.steer('keys', { move: { x: 1, y: 0 } });
    pilot.take();
    pilot.steer('keys', { move: { x: 0, y: 1 } });
    vi.advanceTimersByTime(500);

    expect(said.map(({ type }) => type)).toEqual(['take_control']);
    expect(pilot.having.value).toEqual({ state: 'asking' });
  });

  test('should send sticks once it is had, and what others refused never', () => {
    const pilot = inControl();
    pilot.steer('pointer', { move: { x: 0, y: 1 } });
    expect(sticksSaid()).toEqual([[0, 1]]);

    tell(control('refused', { reason: 'another pilot has the device' }));

    expect(pilot.having.value).toEqual({ state: 'without', reason: 'another pilot has the device' });
    pilot.steer('pointer', { move: { x: 1, y: 0 } });
    vi.advanceTimersByTime(500);
    expect(sticksSaid()).toEqual([[0, 1], [0, 0]]);
  });

  test('should centre both sticks at once when let go', () => {
    const pilot = inControl();
    pilot.steer('keys', { move: { x: 1, y: 0 }, turn: { x: 0, y: -1 } });

    pilot.letGo();

    expect(sticksSaid()).toEqual([[1, 0], [0, -1], [0, 0], [0, 0]]);
    vi.advanceTimersByTime(2000);
    expect(sticksSaid()).toHaveLength(4);
  });

  test('should let go when the connection is lost, and not go on by itself', () => {
    const pilot = inControl();
    pilot.steer('keys', { move: { x: 1, y: 0 } });

    link.value = { state: 'reconnecting', at: 0 };
    link.value = { state: 'live' };
    vi.advanceTimersByTime(2000);

    expect(pilot.having.value).toEqual({ state: 'without', reason: 'the connection was lost' });
    expect(pilot.isStill()).toBe(true);
    expect(sticksSaid()).toEqual([[1, 0]]);
  });

  test('should centre the sticks before it gives the device back', () => {
    const pilot = inControl();
    pilot.steer('gamepad', { turn: { x: 1, y: 0 } });

    pilot.release();

    expect(said.map(({ type }) => type)).toEqual(['rotation', 'rotation', 'release_control']);
    expect(sticksSaid().at(-1)).toEqual([0, 0]);
  });

  test('should ask for more time while it has the device', () => {
    inControl();

    vi.advanceTimersByTime(5001);

    expect(said).toMatchObject([{ type: 'take_control', device: 'd', lease: 'l' }]);
  });

  test('should let go when the hub does not give it more time', () => {
    const pilot = inControl();
    pilot.steer('keys', { move: { x: 1, y: 0 } });

    vi.advanceTimersByTime(10_000);

    expect(pilot.having.value).toEqual({ state: 'without', reason: 'the time is over' });
    expect(sticksSaid().at(-1)).toEqual([0, 0]);
  });

  test('should give up when no answer comes', () => {
    const pilot = openPilot('d', line);
    pilot.take();

    vi.advanceTimersByTime(5000);

    expect(pilot.having.value).toEqual({ state: 'without', reason: 'the hub gave no answer' });
  });

  test('should tell what became of an order by its number on the connection', () => {
    const pilot = inControl();
    pilot.steer('keys', { move: { x: 1, y: 0 } });
    pilot.order({ type: 'flightmode', action: 'takeoff' });

    tell({ type: 'ack', ack: { id: '1', state: 'delivered', sockets: 3, reason: '' } });
    expect(pilot.fate.value?.state).toBe('sent');
    tell({ type: 'ack', ack: { id: '2', state: 'delivered', sockets: 2, reason: '' } });

    expect(pilot.fate.value).toMatchObject({ state: 'delivered', sockets: 2 });
  });

  test('should know its order after others on the same connection', () => {
    const other = inControl();
    other.order({ type: 'flightmode', action: 'takeoff' });
    other.close();
    const said = commands;
    const pilot = inControl();
    pilot.order({ type: 'flightmode', action: 'land' });

    tell({ type: 'ack', ack: { id: String(said + 1), state: 'delivered', sockets: 1, reason: '' } });

    expect(pilot.fate.value).toMatchObject({ state: 'delivered', sockets: 1 });
  });
});
