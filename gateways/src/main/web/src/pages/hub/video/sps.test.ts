import { expect, test } from 'vitest';
import { readSps } from './sps';

const unit = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));

// Sets that x264 writes for test pictures of these sizes.
const HIGH_1080 = '67640028acd940780227e5c044000003000400000300f03c60c658';
const BASELINE_360 = '6742c01ed900a02ff970110000030001000003003c0f162e48';
const HIGH_444_240 = '67f4000d919b28283f6022000003000200000300781e28532c';
const INTERLACED_1080 = '67640028acd94078044fde0220000003002000000783e2c5b2c0';
const MAIN_718 = '674d401feca02802dfd60220000003002000000781e30632c0';

test('should read codec and cropped size', () => {
  expect(readSps(unit(HIGH_1080))).toEqual({ codec: 'avc1.640028', width: 1920, height: 1080 });
  expect(readSps(unit(BASELINE_360))).toEqual({ codec: 'avc1.42C01E', width: 640, height: 360 });
  expect(readSps(unit(HIGH_444_240))).toEqual({ codec: 'avc1.F4000D', width: 320, height: 240 });
  expect(readSps(unit(MAIN_718))).toEqual({ codec: 'avc1.4D401F', width: 1280, height: 718 });
});

test('should read the size of interlaced pictures', () => {
  expect(readSps(unit(INTERLACED_1080))).toEqual({ codec: 'avc1.640028', width: 1920, height: 1080 });
});

test('should refuse a set that is cut short anywhere in its size', () => {
  for (let length = 0; length < 9; length++) expect(readSps(unit(HIGH_1080.slice(0, 2 * length)))).toBeUndefined();
});

test('should answer any bytes with a sane size or nothing', () => {
  let seed = 42;
  const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) >>> 0) >>> 24;
  for (let round = 0; round < 5000; round++) {
    const read = readSps(Uint8Array.from({ length: 4 + (next() % 60) }, next));
    if (read) expect(Math.max(read.width, read.height)).toBeLessThanOrEqual(16_384);
  }
});
