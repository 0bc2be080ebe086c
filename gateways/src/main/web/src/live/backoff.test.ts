import { expect, test } from 'vitest';
import { delay } from './backoff';

test('should double the wait with each attempt', () => {
  const waits = [0, 1, 2, 3].map((attempt) => delay(attempt, 0.999_999, { base: 500, cap: 15_000 }));

  expect(waits).toEqual([500, 1000, 2000, 4000]);
});

test('should never wait longer than the cap, however many attempts failed', () => {
  for (const attempt of [5, 50, 5000, Number.MAX_SAFE_INTEGER]) {
    expect(delay(attempt, 0.999_999, { base: 500, cap: 15_000 })).toBeLessThanOrEqual(15_000);
  }
});

test('should spread clients over the upper half of the wait', () => {
  expect(delay(3, 0, { base: 500, cap: 15_000 })).toBe(2000);
  expect(delay(3, 0.5, { base: 500, cap: 15_000 })).toBe(3000);
});
