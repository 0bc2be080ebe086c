import { expect, test } from 'vitest';
import { isNumeric, isTime, numberOf, quoted, readAnswer, readTables, shown, timeOf } from './answer';

test('should read an answer, a row as long as there are columns', () => {
  const answer = readAnswer({
    columns: [{ name: 'a', type: 'BIGINT' }, { name: 'b', type: 'VARCHAR' }],
    rows: [['9007199254740993', 'x', 'more'], [1]],
    complete: true,
    elapsed_ms: 12,
    read: { records: 3, bytes: 99, unreadable: 1, partitions: [{ topic: 't', partition: 2, from: 5, to: 8, records: 3 }] },
  });

  expect(answer.rows).toEqual([['9007199254740993', 'x'], [1, null]]);
  expect(answer.read).toEqual({ records: 3, bytes: 99, unreadable: 1, parts: [{ topic: 't', partition: 2, from: 5, to: 8, records: 3 }] });
});

test('should read junk as an empty answer', () => {
  for (const junk of [undefined, null, 7, 'x', [], { columns: 3, rows: {}, read: 'r' }]) {
    expect(readAnswer(junk)).toMatchObject({ columns: [], rows: [], complete: false, elapsedMs: 0 });
    expect(readTables(junk)).toEqual([]);
  }
});

test('should know numbers and times by their types', () => {
  const column = (type: string) => ({ name: 'c', type });
  expect(['BIGINT', 'UINTEGER', 'DOUBLE', 'DECIMAL(18,3)', 'HUGEINT'].map(column).every(isNumeric)).toBe(true);
  expect(['VARCHAR', 'INTEGER[]', 'STRUCT(a DOUBLE)', 'TIMESTAMP'].map(column).some(isNumeric)).toBe(false);
  expect(['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'DATE'].map(column).every(isTime)).toBe(true);
});

test('should read numbers and times out of values', () => {
  expect(numberOf('12345678901234567890')).toBe(12345678901234567890);
  expect(numberOf('NaN')).toBeUndefined();
  expect(numberOf(null)).toBeUndefined();
  expect(timeOf('2026-03-01T10:00:00Z')).toBe(Date.UTC(2026, 2, 1, 10));
  expect(timeOf('2026-03-01 10:00:00.123456')).toBe(Date.UTC(2026, 2, 1, 10, 0, 0, 123));
  expect(timeOf('2026-03-01')).toBe(Date.UTC(2026, 2, 1));
  expect(timeOf('yesterday')).toBeUndefined();
});

test('should show nested values as JSON and quote names that need it', () => {
  expect(shown({ value: 1 })).toBe('{"value":1}');
  expect(quoted('telemetry.records')).toBe('telemetry.records');
  expect(quoted('dead-letters')).toBe('"dead-letters"');
});
