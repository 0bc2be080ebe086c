import { expect, test } from 'vitest';
import { Fleet, isDegraded, POINTS_MOST, shortVin, silence, VEHICLES_MOST } from './fleet';
import type { Sample } from './message';
import type { Provenance } from './value';

const sample = (vin: string, at: number, provenance: Provenance = 'transmitted'): Sample => ({
  vin, at, deviceTime: at, odometer: undefined, protocol: 'closed-loop', position: undefined, signals: new Map(),
  values: { speed: { value: at, provenance, bound: undefined }, power: undefined, battery: undefined, heading: undefined },
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

test('should count silence from when a vehicle was heard, whatever the server holds its clock at', () => {
  const fleet = new Fleet();
  fleet.addHistory([sample('A', 1000), sample('B', 1000)]);

  fleet.add(sample('B', 2000), 500_000);

  expect(fleet.all().map((track) => silence(track, 503_000))).toEqual([502_000, 3000]);
});

test('should call a vehicle degraded by its newest point alone', () => {
  const fleet = new Fleet();

  fleet.add(sample('A', 1, 'degraded'));
  fleet.add(sample('B', 1, 'degraded'));
  fleet.add(sample('B', 2, 'predicted'));

  expect(fleet.all().map(isDegraded)).toEqual([true, false]);
});

test('should forget everything when data is cleared', () => {
  const fleet = new Fleet();
  fleet.add(sample('A', 1));

  fleet.clear();

  expect(fleet.all()).toEqual([]);
});
