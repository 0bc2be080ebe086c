import { expect, test } from 'vitest';
import { placeName, readPosition } from './position';
import type { Value } from './value';

const value = (value: number, bound?: number, provenance: Value['provenance'] = 'predicted'): Value => ({ value, provenance, bound });
const read = (latitude: Value, longitude: Value) => readPosition(new Map([['latitude', latitude], ['longitude', longitude]]));

test('should circle everywhere that the bounds allow', () => {
  expect(read(value(0, 0.00001), value(20, 0.00001))?.within).toBeCloseTo(1.57, 2);
  expect(read(value(60, 0.00001), value(20, 0.00001))?.within).toBeCloseTo(1.24, 2);
});

test('should claim nothing where a bound is missing', () => {
  expect(read(value(48), value(11, 0.00001))).toMatchObject({ within: undefined, degraded: false });
  expect(read(value(48, undefined, 'degraded'), value(11))).toMatchObject({ within: undefined, degraded: true });
});

test('should be nowhere without both halves, or beyond the Earth', () => {
  expect(readPosition(new Map([['latitude', value(48)]]))).toBeUndefined();
  expect(read(value(91), value(0))).toBeUndefined();
  expect(read(value(0), value(-181))).toBeUndefined();
});

test('should name a place by its quarter of the Earth', () => {
  expect(placeName({ latitude: -33.9, longitude: 18.42 })).toBe('33.90000° S, 18.42000° E');
});
