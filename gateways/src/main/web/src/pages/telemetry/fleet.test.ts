import { expect, test } from 'vitest';
import { Fleet, POINTS_MOST, shortVin, VEHICLES_MOST } from './fleet';
import type { Sample } from './message';

const sample = (vin: string, at: number): Sample => ({
  vin, at, deviceTime: at, odometer: undefined,
  values: { speed: at, power: 0, battery: 0, heading: 0 },
  provenance: { speed: 'transmitted', power: 'transmitted', battery: 'transmitted', heading: 'transmitted' },
});

test('should keep the vehicles apart', () => {
  const fleet = new Fleet();

  for (const [vin, at] of [['B', 1], ['A', 2], ['B', 3]] as const) fleet.add(sample(vin, at));

  expect(fleet.all().map(({ vin, samples }) => [vin, samples.map(({ at }) => at)])).toEqual([['A', [2]], ['B', [1, 3]]]);
});

test('should forget the oldest points beyond the bound', () => {
  const fleet = new Fleet();

  for (let at = 0; at < POINTS_MOST + 5; at++) fleet.add(sample('A', at));

  expect(fleet.all()[0]?.samples).toHaveLength(POINTS_MOST);
  expect(fleet.all()[0]?.samples[0]?.at).toBe(5);
});

test('should make room for a new vehicle by forgetting the quietest', () => {
  const fleet = new Fleet();

  for (let n = 0; n <= VEHICLES_MOST; n++) fleet.add(sample(`V${n}`, n));

  expect(fleet.all()).toHaveLength(VEHICLES_MOST);
  expect(fleet.all().some(({ vin }) => vin === 'V0')).toBe(false);
});

test('should not repeat points when history comes again after a reconnect', () => {
  const fleet = new Fleet();
  fleet.addHistory([sample('A', 1), sample('A', 2)]);
  fleet.add(sample('A', 3));

  fleet.addHistory([sample('A', 2), sample('A', 3), sample('A', 4)]);

  expect(fleet.all()[0]?.samples.map(({ at }) => at)).toEqual([1, 2, 3, 4]);
});

test('should call a vehicle by the end of its number', () => {
  expect(['5YJ3E1EA1KF000001', '000001', ''].map(shortVin)).toEqual(['000001', '000001', 'unnamed']);
});
