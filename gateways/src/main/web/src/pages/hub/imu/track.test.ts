import { expect, test } from 'vitest';
import type { ImuSample } from '../message';
import { rangeOf, Track } from './track';

const START = 1739402161351000000n;
const at = (ms: number, x = 0): ImuSample => ({ ns: START + BigInt(ms) * 1_000_000n, acceleration: [x, 0, 9.81], rotation: [0, 0, 0] });

test('should keep samples milliseconds apart although their time stamps are of nanoseconds since 1970', () => {
  const track = new Track();
  [0, 4, 8].forEach((ms) => track.add(at(ms), 0));

  expect(track.times).toEqual([0, 0.004, 0.008]);
});

test('should leave out what is late or comes twice, and count it', () => {
  const track = new Track();
  [0, 8, 4, 8, 12].forEach((ms) => track.add(at(ms), 0));

  expect(track.times).toEqual([0, 0.008, 0.012]);
  expect(track.late).toBe(2);
});

test('should begin anew with another recording', () => {
  const track = new Track();
  [60_000, 60_004, 0, 4].forEach((ms, n) => track.add(at(ms, n), 0));

  expect(track.times).toEqual([0, 0.004]);
  expect(track.axes[0]).toEqual([2, 3]);
});

test('should not draw a line across a gap', () => {
  const track = new Track();
  [0, 4, 3000].forEach((ms) => track.add(at(ms, 1), 0));

  expect(track.axes[0]).toEqual([1, 1, null, 1]);
});

test('should go by arrival where a time stamp is none', () => {
  const track = new Track();
  track.add({ ...at(0), ns: undefined }, 1000);
  track.add({ ...at(0), ns: undefined }, 1010);

  expect(track.times.map((time) => time.toFixed(3))).toEqual(['0.000', '0.010']);
});

test('should hold a bounded number of samples, and count the last second', () => {
  const track = new Track();
  for (let n = 0; n < 100_000; n++) track.add(at(n), 0);

  expect(track.times.length).toBeLessThanOrEqual(40_001);
  expect(track.axes.every((axis) => axis.length === track.times.length)).toBe(true);
  expect(track.newest - (track.times[0] ?? 0)).toBeGreaterThan(7);
  expect(track.rate).toBe(1001);
});

test('should give every range some air', () => {
  expect(rangeOf([[]], 0.5)).toEqual([-0.5, 0.5]);
  const [low, high] = rangeOf([[-9.81, null, 3], [0]], 0.5);
  expect(low).toBeLessThan(-9.81);
  expect(high).toBeGreaterThan(3);
});
