import { expect, test } from 'vitest';
import type { Track } from './fleet';
import type { Sample } from './message';
import { DRAWN_MOST, find, select, solo, spell, toggle, unspell } from './selection';

const NOW = 1_000_000;
const fleet = (count: number): Track[] => Array.from({ length: count }, (_, n) => ({ vin: `V${String(n).padStart(2, '0')}`, hue: n, samples: [], heard: NOW }));
const vins = (tracks: readonly Track[]): string[] => tracks.map(({ vin }) => vin);

test('should draw all of a small fleet when nothing is chosen', () => {
  const { drawn, isChosen, only } = select(fleet(3), ['unknown']);

  expect(vins(drawn)).toEqual(['V00', 'V01', 'V02']);
  expect([isChosen, only]).toEqual([false, undefined]);
});

test('should show everything of a vehicle that is alone', () => {
  expect(select(fleet(1), []).only?.vin).toBe('V00');
});

test('should never draw more vehicles than there are colours', () => {
  const tracks = fleet(48);

  expect(select(tracks, []).drawn).toHaveLength(DRAWN_MOST);
  expect(select(tracks, vins(tracks)).drawn).toHaveLength(DRAWN_MOST);
});

test('should give drawn vehicles colours of their own, and others of a large fleet none', () => {
  const tracks = fleet(14);

  const { drawn, tone } = select(tracks, ['V01', 'V07', 'V13']);

  const tones = drawn.map(tone);
  expect(tones[0]).toBe('series-2');
  expect(new Set(tones).size).toBe(3);
  expect(tone(tracks[2]!)).toBe('ink-3');
});

test('should keep the colours of a small fleet whatever is chosen', () => {
  const tracks = fleet(3);

  expect(tracks.map(select(tracks, ['V02']).tone)).toEqual(tracks.map(select(tracks, []).tone));
});

test('should choose one, all again, and each for itself', () => {
  const tracks = fleet(3);
  const all = select(tracks, []);
  const one = select(tracks, solo(all, tracks[1]!));

  expect(one.only?.vin).toBe('V01');
  expect(solo(one, tracks[1]!)).toEqual([]);
  expect(toggle(one, tracks[2]!)).toEqual(['V01', 'V02']);
  expect(toggle(all, tracks[0]!)).toEqual(['V01', 'V02']);
});

test('should survive the address', () => {
  const names = ['A,B', 'ü %', 'C'];

  expect(unspell(spell(names)!)).toEqual(names);
  expect(spell([])).toBeUndefined();
  expect([unspell(null), unspell(''), unspell('%E0,ok')]).toEqual([[], [], ['ok']]);
});

test('should find vehicles by all words that were typed', () => {
  const degraded: Sample = {
    vin: 'V01', at: NOW, deviceTime: NOW, odometer: undefined, protocol: 'closed-loop', position: undefined, signals: new Map(),
    values: { speed: { value: 1, provenance: 'degraded', bound: undefined }, power: undefined, battery: undefined, heading: undefined },
  };
  const tracks = fleet(4);
  tracks[1]!.samples.push(degraded);
  tracks[3]!.heard = NOW - 60_000;

  const finding = (typed: string): string[] => vins(find(tracks, typed, NOW));

  expect(finding(' ')).toHaveLength(4);
  expect(finding('v02')).toEqual(['V02']);
  expect(finding('closed degraded')).toEqual(['V01']);
  expect(finding('silent')).toEqual(['V03']);
  expect(finding('degraded silent')).toEqual([]);
});
