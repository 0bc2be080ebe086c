import { expect, test } from 'vitest';
import { compass, fixAt, mapInWords, trailsOf } from './mapscene';
import type { Track } from './fleet';
import type { Sample } from './message';
import { select } from './selection';

const at = (vin: string, time: number, latitude: number): Sample => ({
  vin, at: time, deviceTime: time, odometer: undefined, protocol: 'closed-loop', signals: new Map(),
  position: { latitude, longitude: 11.5, within: 1.4, degraded: false },
  values: { speed: undefined, power: undefined, battery: undefined, heading: { value: 91, provenance: 'predicted', bound: 0.5 } },
});
const track = (vin: string, ...samples: Sample[]): Track => ({ vin, hue: 0, samples, heard: undefined });
const TRACKS = [track('A', at('A', 1, 48), at('A', 2, 48.1)), track('B', at('B', 1, 49), at('B', 2, 49.1)), track('C', { ...at('C', 1, 0), position: undefined })];

test('should trail the drawn vehicles, on top, and only mark others', () => {
  const trails = trailsOf(TRACKS, select(TRACKS, ['A']));

  expect(trails.map(({ vin, isDrawn, fixes }) => [vin, isDrawn, fixes.length])).toEqual([['B', false, 1], ['A', true, 2]]);
});

test('should know where a vehicle was', () => {
  const trail = trailsOf(TRACKS, select(TRACKS, ['A'])).at(-1)!;

  expect([0, 1.5, 9].map((time) => fixAt(trail, time)?.latitude)).toEqual([undefined, 48, 48.1]);
});

test('should say what there is to see', () => {
  const words = mapInWords(trailsOf(TRACKS, select(TRACKS, ['A'])));

  expect(words).toBe('Map, north up, of 2 vehicles. Vehicle A at 48.10000° N, 11.50000° E, within 1.4 m, heading east.');
});

test('should name any heading', () => {
  expect([0, 44, 359, -90, 225, 720].map(compass)).toEqual(['north', 'north-east', 'north', 'west', 'south-west', 'north']);
});
