import { expect, test } from 'vitest';
import { ago, bytes, compact, duration, rate } from './format';

test('should keep a small rate from reading as nothing', () => {
  expect([0, 0.04, 0.44, 9.96, 12.4, 12_345].map(rate)).toEqual(['0', '0.0', '0.4', '10.0', '12', '12.3K']);
});

test('should shorten large counts', () => {
  expect([0, 9_999, 12_345, 4_560_000].map(compact)).toEqual(['0', '9,999', '12.3K', '4.6M']);
});

test('should scale bytes', () => {
  expect([0, 999, 1000, 1_234_567, 3.2e14].map(bytes)).toEqual(['0 B', '999 B', '1.0 kB', '1.2 MB', '320 TB']);
});

test('should say durations in their two largest units', () => {
  expect([5, 65, 3700, 90_000, -3].map(duration)).toEqual(['5 s', '1 min 5 s', '1 h 1 min', '1 d 1 h', '0 s']);
});

test('should say how long ago in the largest unit', () => {
  expect([0, 1999, 2000, 61_000, 7_300_000, 2e8].map(ago)).toEqual(['now', 'now', '2 s ago', '1 min ago', '2 h ago', '2 d ago']);
});
