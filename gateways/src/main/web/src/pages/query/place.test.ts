import { expect, test } from 'vitest';
import { placeOf, plain } from './place';

const SQL = 'SELECT _key,\n  spede.value\nFROM telemetry.records';

test('should find the word below which the caret stands', () => {
  const message = 'Binder Error: Referenced table "spede" not found!\n\nLINE 2:   spede.value\n          ^';

  const place = placeOf(SQL, message)!;

  expect(SQL.slice(place.from, place.to)).toBe('spede.value');
  expect(plain(message)).toBe('Binder Error: Referenced table "spede" not found!');
});

test('should find it where DuckDB quotes a part of a long line', () => {
  const long = `SELECT ${'a, '.repeat(60)}wrong FROM b`;
  const message = 'Binder Error: no\n\nLINE 1: ... a, a, wrong FROM b\n                  ^';

  const place = placeOf(long, message)!;

  expect(long.slice(place.from, place.to)).toBe('wrong');
});

test('should say nothing where the message does not', () => {
  expect(placeOf(SQL, 'it takes longer than 60 s')).toBeUndefined();
  expect(placeOf('SELECT 1', 'x\nLINE 9: FROM\n        ^')).toBeUndefined();
  expect(plain('it takes longer than 60 s')).toBe('it takes longer than 60 s');
});
