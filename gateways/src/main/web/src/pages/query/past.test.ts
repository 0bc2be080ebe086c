import { expect, test } from 'vitest';
import { readPast, withNewest } from './past';

test('should keep each question once, the newest first, and not too many', () => {
  let all = withNewest([], { sql: 'a', at: 1 });
  all = withNewest(all, { sql: 'b', at: 2 });
  all = withNewest(all, { sql: 'a', at: 3 });
  expect(all).toEqual([{ sql: 'a', at: 3 }, { sql: 'b', at: 2 }]);

  for (let i = 0; i < 100; i++) all = withNewest(all, { sql: `${i}`, at: i });
  expect(all).toHaveLength(50);
});

test('should read junk as no questions', () => {
  expect(readPast('')).toEqual([]);
  expect(readPast('{"sql":1}')).toEqual([]);
  expect(readPast('[3,{"sql":"x"},{"sql":""}]')).toEqual([{ sql: 'x', at: 0 }]);
});
