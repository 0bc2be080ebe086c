import { expect, test } from 'vitest';
import type { Sample } from './message';
import { signalsOf, titleOf, unitOf } from './signals';
import type { Value } from './value';

const value = (value: number): Value => ({ value, provenance: 'transmitted', bound: undefined });
const sample = (signals: Record<string, Value>): Sample => ({
  vin: 'A', at: 1, deviceTime: 1, odometer: undefined, protocol: 'closed-loop', position: undefined, signals: new Map(Object.entries(signals)),
  values: { speed: undefined, power: undefined, battery: undefined, heading: undefined },
});

test('should know the units of documented names, and guess no others', () => {
  expect(['voltage', 'battery_temperature', 'cell_temperature_max', 'speed_limit', 'constructor', ''].map(unitOf)).toEqual(['V', '°C', '', '', '', '']);
});

test('should spell a name out', () => {
  expect(titleOf('tyre_pressure_front_left')).toBe('Tyre pressure front left');
});

test('should list what is measured now with its past, but for the position', () => {
  const samples = [sample({ voltage: value(1), gone: value(0) }), sample({ voltage: value(2), latitude: value(3), current: value(4) })];

  expect(signalsOf(samples).map(({ name, now, past }) => [name, now.value, past])).toEqual([['current', 4, [4]], ['voltage', 2, [1, 2]]]);
  expect(signalsOf([])).toEqual([]);
});
