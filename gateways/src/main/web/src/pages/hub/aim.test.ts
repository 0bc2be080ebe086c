import { expect, test } from 'vitest';
import { aim } from './aim';
import type { Device, Imu } from './devices/answers';

const device = (id: string, present = true, channels = ['phone']): Device => ({ id, present, channels, lastSeen: undefined, battery: undefined, said: undefined });
const moving = (id: string): Imu => ({ device: id, rate: 100, duplicates: 0, late: 0, gaps: 0 });

test('should ask for everything while there is one device or none', () => {
  expect(aim([], [], undefined)).toEqual({ chosen: undefined, filter: undefined });
  expect(aim([device('a'), device('b', false)], [moving('a')], undefined)).toEqual({ chosen: 'a', filter: undefined });
});

test('should ask for one of several, rather one that moves', () => {
  expect(aim([device('a', true, ['video']), device('b')], [], undefined)).toEqual({ chosen: 'b', filter: 'b' });
  expect(aim([device('a'), device('b'), device('c')], [moving('c')], undefined)).toEqual({ chosen: 'c', filter: 'c' });
});

test('should keep to the one that is named, there or not', () => {
  expect(aim([device('a')], [], 'z')).toEqual({ chosen: 'z', filter: 'z' });
});
