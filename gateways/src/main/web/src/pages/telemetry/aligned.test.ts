import { expect, test } from 'vitest';
import { align, axis, isBounded, kindOf, ofKind, stretches } from './aligned';
import type { Track } from './fleet';
import type { Sample } from './message';
import type { Value } from './value';

const sent = (value: number, bound?: number): Value => ({ value, provenance: 'transmitted', bound });
const predicted = (value: number, bound?: number): Value => ({ value, provenance: 'predicted', bound });
const at = (time: number, speed: Value): Sample => ({
  vin: 'A', at: time, deviceTime: time, odometer: undefined, protocol: undefined, position: undefined, signals: new Map(),
  values: { speed, power: undefined, battery: undefined, heading: undefined },
});
const track = (...samples: Sample[]): Track => ({ vin: 'A', hue: 0, samples, heard: undefined });
const never = (): boolean => false;

test('should bring tracks with times of their own onto one axis', () => {
  const tracks = [track(at(1000, sent(10)), at(3000, predicted(30))), track(at(2000, sent(20)))];

  const { times, lines } = align(axis(tracks), tracks, 'speed');

  expect(times).toEqual([1, 2, 3]);
  expect(lines.map((line) => line.map((value) => value?.value))).toEqual([[10, undefined, 30], [undefined, 20, undefined]]);
});

test('should leave room for bounds', () => {
  const tracks = [track(at(1000, sent(10, 4)), at(2000, predicted(30, 2)))];

  expect(align(axis(tracks), tracks, 'speed')).toMatchObject({ low: 6, high: 32 });
  expect(align(axis(tracks), tracks, 'power')).toMatchObject({ low: undefined, high: undefined });
});

test('should tell predictions with a bound from those without, and both from degraded ones', () => {
  const degraded: Value = { value: 1, provenance: 'degraded', bound: undefined };

  expect([sent(1), sent(1, 2), predicted(1, 0), predicted(1), degraded].map(kindOf)).toEqual(['sent', 'sent', 'bounded', 'open', 'degraded']);
});

test('should call a segment predicted when its later end is', () => {
  const line = [sent(1), sent(2), predicted(3), sent(4), sent(5)];

  expect(stretches(line, ofKind('sent'), never)).toEqual([[0, 1], [2, 3, 4]]);
  expect(stretches(line, ofKind('open'), never)).toEqual([[1, 2]]);
});

test('should draw a band only between points that are both bounded', () => {
  const line = [sent(1, 1), predicted(2, 1), predicted(3), predicted(4, 1), sent(5, 1)];

  expect(stretches(line, isBounded, never)).toEqual([[0, 1], [3, 4]]);
});

test('should draw across the places of other tracks', () => {
  expect(stretches([sent(1), undefined, undefined, sent(4)], ofKind('sent'), never)).toEqual([[0, 3]]);
});

test('should not draw a turn past north through every other heading', () => {
  const wraps = (from: number, to: number): boolean => Math.abs(to - from) > 180;

  expect(stretches([350, 358, 3, 9].map((value) => sent(value)), ofKind('sent'), wraps)).toEqual([[0, 1], [2, 3]]);
});
