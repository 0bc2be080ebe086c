import { expect, test } from 'vitest';
import { boundFigure, figure, plain, VIEWS } from './metrics';

const value = (value: number, bound?: number) => ({ value, bound, provenance: 'predicted' }) as const;

test('should write a value as finely as its bound makes sense of', () => {
  expect(figure(value(24.6789, 0.5), 1)).toBe('24.7');
  expect(figure(value(79.9512, 0.05), 1)).toBe('79.95');
  expect(figure(value(48.123456789, 0.00001), 1)).toBe('48.12346');
  expect(figure(value(-3.21), 1)).toBe('−3.2');
  expect(figure(undefined, 1)).toBe('–');
});

test('should write a bound without making more or less of it', () => {
  expect([0.5, 0.25, 0.05, 0.00001, 12, 0, 0.500_000_3, undefined].map(boundFigure)).toEqual(['±0.5', '±0.25', '±0.05', '±0.00001', '±12', '±0', '±0.5', '']);
});

test('should write numbers of no known precision short', () => {
  expect([3.14159265, -270, 0, 1e-9, 123_456_789].map(plain)).toEqual(['3.1416', '−270', '0', '1.00e−9', '1.23e+8']);
});

test('should keep values with their bounds on the axis', () => {
  expect(VIEWS.speed.range(-0.5, 60)[0]).toBeLessThanOrEqual(-0.5);
  expect(VIEWS.battery.range(99.8, 101)[1]).toBeGreaterThanOrEqual(101);
});
