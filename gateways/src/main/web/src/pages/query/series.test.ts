import { expect, test } from 'vitest';
import { readAnswer } from './answer';
import { choose, seriesOf, told } from './series';

const answer = (columns: [string, string][], rows: unknown[][]) =>
  readAnswer({ columns: columns.map(([name, type]) => ({ name, type })), rows, complete: true });

test('should draw numbers over time, in order of time', () => {
  const one = answer(
    [['mean', 'DOUBLE'], ['at', 'TIMESTAMP'], ['note', 'VARCHAR']],
    [[2, '2026-03-01T10:00:10', 'b'], [1, '2026-03-01T10:00:00', 'a'], [null, '2026-03-01T10:00:20', 'c']],
  );

  const choice = choose(one)!;
  const series = seriesOf(one, choice);

  expect(choice).toEqual({ x: 1, ys: [0], split: undefined });
  expect(series.xs.map((x) => x - series.xs[0]!)).toEqual([0, 10, 20]);
  expect(series.lines).toEqual([{ name: 'mean', values: [1, 2, undefined] }]);
  expect(told(series)).toBe('Chart of 3 points. mean: between 1 and 2');
});

test('should give each vehicle a line where times repeat', () => {
  const one = answer(
    [['vin', 'VARCHAR'], ['at', 'TIMESTAMP'], ['mph', 'DOUBLE']],
    [['A', '2026-03-01 10:00:00', 1], ['B', '2026-03-01 10:00:00', 5], ['A', '2026-03-01 10:00:10', 2], ['B', '2026-03-01 10:00:10', 6]],
  );

  const series = seriesOf(one, choose(one)!);

  expect(series.lines).toEqual([{ name: 'A', values: [1, 2] }, { name: 'B', values: [5, 6] }]);
});

test('should give each vehicle a line where their times never meet', () => {
  const one = answer(
    [['vin', 'VARCHAR'], ['at', 'BIGINT'], ['mph', 'DOUBLE']],
    [['A', 1, 1], ['B', 2, 5], ['A', 3, 2], ['B', 4, 6]],
  );

  expect(choose(one)).toEqual({ x: 1, ys: [2], split: 0 });
});

test('should draw no more lines than there are colours', () => {
  const rows = Array.from({ length: 40 }, (_, i) => [`v${i % 20}`, Math.floor(i / 20), i]);
  const one = answer([['v', 'VARCHAR'], ['t', 'INTEGER'], ['n', 'INTEGER']], rows);

  const series = seriesOf(one, choose(one)!);

  expect(series.lines).toHaveLength(6);
  expect(series.more).toBe(14);
});

test('should know when there is nothing to draw', () => {
  expect(choose(answer([['a', 'VARCHAR'], ['n', 'INTEGER']], [['x', 1], ['y', 2]]))).toBeUndefined();
  expect(choose(answer([['a', 'INTEGER'], ['n', 'INTEGER']], [[1, 1]]))).toBeUndefined();
});
