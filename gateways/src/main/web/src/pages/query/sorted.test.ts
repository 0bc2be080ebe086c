import { expect, test } from 'vitest';
import { sorted, tabbed } from './sorted';

const ROWS = [['b', 10], ['a', null], ['c', 9], ['A', '9007199254740993']];

test('should sort numbers by size and texts by letters, NULLs last', () => {
  expect(sorted(ROWS, { column: 1, isDescending: false }).map((row) => row[1])).toEqual([9, 10, '9007199254740993', null]);
  expect(sorted(ROWS, { column: 1, isDescending: true }).map((row) => row[1])).toEqual(['9007199254740993', 10, 9, null]);
  expect(sorted(ROWS, { column: 0, isDescending: false }).map((row) => row[0])).toEqual(['a', 'A', 'b', 'c']);
  expect(sorted(ROWS, undefined)).toBe(ROWS);
});

test('should copy as lines with tabs', () => {
  expect(tabbed([{ name: 'x' }, { name: 'y' }], [['a\tb', null], [{ v: 1 }, 2]])).toBe('x\ty\na b\t\n{"v":1}\t2');
});
