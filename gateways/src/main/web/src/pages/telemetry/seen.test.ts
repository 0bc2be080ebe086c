import { expect, test } from 'vitest';
import { ago } from './seen';

test('should say how long ago in the largest unit', () => {
  expect([0, 1999, 2000, 61_000, 7_300_000, 2e8].map(ago)).toEqual(['now', 'now', '2 s ago', '1 min ago', '2 h ago', '2 d ago']);
});
