import { expect, test } from 'vitest';
import { fitted, lengthName, moved, project, roundLength, stillFits, unproject, zoomed, type View } from './mapview';

const SIZE = { width: 400, height: 300 };
const VIEW: View = { latitude: 48, longitude: 11, scale: 2 };
const DEGREE_M = 111_195;

test('should put north up and keep metres alike in both directions', () => {
  const north = project({ latitude: 48 + 100 / DEGREE_M, longitude: 11 }, VIEW, SIZE);
  const east = project({ latitude: 48, longitude: 11 + 100 / (DEGREE_M * Math.cos((48 * Math.PI) / 180)) }, VIEW, SIZE);

  expect([north.x, north.y]).toEqual([200, expect.closeTo(100, 1)]);
  expect([east.x, east.y]).toEqual([expect.closeTo(250, 1), 150]);
});

test('should find the place under a point again', () => {
  const place = unproject({ x: 17, y: 280 }, VIEW, SIZE);

  const point = project(place, VIEW, SIZE);

  expect(point).toEqual({ x: expect.closeTo(17, 6), y: expect.closeTo(280, 6) });
});

test('should fit a track with air around it, and notice when it no longer does', () => {
  const track = [{ latitude: 48, longitude: 11 }, { latitude: 48.01, longitude: 11.004 }];

  const view = fitted(track, SIZE)!;

  expect(stillFits(view, track, SIZE)).toBe(true);
  expect(stillFits(view, [...track, { latitude: 48.02, longitude: 11 }], SIZE)).toBe(false);
  expect(stillFits({ ...view, scale: view.scale * 10 }, track, SIZE)).toBe(false);
});

test('should not magnify a vehicle that stands still without end', () => {
  const place = { latitude: 48, longitude: 11 };

  const view = fitted([place, place], SIZE)!;

  expect(view.scale * SIZE.height).toBeGreaterThan(80);
  expect(stillFits(view, [place], SIZE)).toBe(true);
});

test('should fit nothing into nothing', () => {
  expect(fitted([], SIZE)).toBeUndefined();
  expect(fitted([VIEW], { width: 0, height: 0 })).toBeUndefined();
});

test('should see a track across the date line as short as it is', () => {
  const track = [{ latitude: 0, longitude: 179.999 }, { latitude: 0, longitude: -179.999 }];

  const { longitude, scale } = fitted(track, SIZE)!;

  expect(Math.abs(longitude)).toBeCloseTo(180, 6);
  expect(scale).toBeLessThan(2);
});

test('should move what is seen with the pointer', () => {
  const before = project(VIEW, VIEW, SIZE);

  const after = project(VIEW, moved(VIEW, 30, -20, SIZE), SIZE);

  expect([after.x - before.x, after.y - before.y]).toEqual([expect.closeTo(30, 2), expect.closeTo(-20, 2)]);
});

test('should zoom around the pointer, within reason', () => {
  const around = { x: 50, y: 60 };
  const place = unproject(around, VIEW, SIZE);

  const closer = zoomed(VIEW, 0.25, around, SIZE);

  expect(closer.scale).toBe(0.5);
  expect(project(place, closer, SIZE)).toEqual({ x: expect.closeTo(50, 1), y: expect.closeTo(60, 1) });
  expect(zoomed(VIEW, 1e-12, around, SIZE).scale).toBeGreaterThan(0);
  expect(zoomed(VIEW, 1e12, around, SIZE).scale).toBeLessThan(1e5);
});

test('should take round lengths for the scale bar', () => {
  expect([0.013, 0.5, 1.9, 3, 42, 700].map((scale) => roundLength(scale, 100))).toEqual([1, 50, 100, 200, 2000, 50_000]);
  expect([0.2, 1, 50, 2000, 50_000].map(lengthName)).toEqual(['20 cm', '1 m', '50 m', '2 km', '50 km']);
});
