import { expect, test } from 'vitest';
import { align, axis, stretches } from './aligned';
import type { Track } from './fleet';
import type { Sample } from './message';

const at = (time: number, speed: number, predicted = false): Sample => ({
  vin: 'A', at: time, deviceTime: time, odometer: undefined,
  values: { speed, power: undefined, battery: undefined, heading: undefined },
  provenance: { speed: predicted ? 'predicted' : 'transmitted', power: 'transmitted', battery: 'transmitted', heading: 'transmitted' },
});
const track = (...samples: Sample[]): Track => ({ vin: 'A', hue: 0, samples });
const never = (): boolean => false;

test('should bring tracks with times of their own onto one axis', () => {
  const tracks = [track(at(1000, 10), at(3000, 30, true)), track(at(2000, 20))];

  const { times, values, predicted } = align(axis(tracks), tracks, 'speed');

  expect(times).toEqual([1, 2, 3]);
  expect(values).toEqual([[10, undefined, 30], [undefined, 20, undefined]]);
  expect(predicted[0]).toEqual([false, false, true]);
});

test('should call a segment predicted when its later end is', () => {
  const values = [1, 2, 3, 4, 5];
  const predicted = [false, false, true, false, false];

  expect(stretches(values, predicted, false, never)).toEqual([[0, 1], [2, 3, 4]]);
  expect(stretches(values, predicted, true, never)).toEqual([[1, 2]]);
});

test('should draw across the places of other tracks', () => {
  expect(stretches([1, undefined, null, 4], [false, false, false, false], false, never)).toEqual([[0, 3]]);
});

test('should not draw a turn past north through every other heading', () => {
  const wraps = (from: number, to: number): boolean => Math.abs(to - from) > 180;

  expect(stretches([350, 358, 3, 9], [false, false, false, false], false, wraps)).toEqual([[0, 1], [2, 3]]);
});
