import { expect, test } from 'vitest';
import { nals } from './nal';
import { Pictures, type Picture } from './pictures';

const START = [0, 0, 0, 1];
const SPS = [...START, ...(('6742c01ed900a02ff970110000030001000003003c0f162e48'.match(/../g) ?? []).map((byte) => parseInt(byte, 16)))];
const PPS = [...START, 0x68, 0xcb, 0x83, 0xcb];
const idr = (id: number, first = true): number[] => [...START, 0x65, first ? 0x88 : 0x40, id];
const delta = (id: number, first = true): number[] => [...START, 0x41, first ? 0x9a : 0x40, id];
const play = (pictures: Pictures, ...messages: number[][]): Picture[] =>
  messages.flatMap((message) => pictures.add(Uint8Array.from(message)));
const types = (picture: Picture | undefined): number[] => nals(picture?.bytes ?? new Uint8Array()).map(({ type }) => type);

test('should hold a picture until the next begins', () => {
  const pictures = new Pictures();

  expect(play(pictures, [...SPS, ...PPS], idr(1))).toEqual([]);
  const [first] = play(pictures, delta(2));

  expect(first).toMatchObject({ key: true, sps: { width: 640, height: 360 } });
  expect(types(first)).toEqual([7, 8, 5]);
});

test('should gather the slices of a picture from as many messages as they come in', () => {
  const pictures = new Pictures();

  const done = play(pictures, [...SPS, ...PPS], idr(1), idr(2, false), idr(3, false), delta(4), delta(5, false), delta(6));

  expect(done.map(types)).toEqual([[7, 8, 5, 5, 5], [1, 1]]);
  expect(done.map(({ key }) => key)).toEqual([true, false]);
});

test('should give each key picture its configuration, however that came', () => {
  const pictures = new Pictures();

  const done = play(pictures, SPS, [...SPS, ...PPS], [...SPS, ...PPS, ...idr(1)], delta(2), idr(3), delta(4));

  expect(done.map(types)).toEqual([[7, 8, 5], [1], [7, 8, 5]]);
});

test('should stop waiting for the next picture where messages have long been whole ones', () => {
  const pictures = new Pictures();
  play(pictures, [...SPS, ...PPS], idr(1), ...Array.from({ length: 40 }, (_, n) => delta(n)));

  const done = play(pictures, delta(99));

  expect(done.map(types)).toEqual([[1]]);
  expect(pictures.flush()).toEqual([]);
});

test('should never take a message for a picture where a picture once spanned two', () => {
  const pictures = new Pictures();
  play(pictures, [...SPS, ...PPS], idr(1), idr(2, false), ...Array.from({ length: 40 }, (_, n) => delta(n)));

  const [held] = pictures.flush();

  expect(types(held)).toEqual([1]);
});

test('should give out the last picture when asked to', () => {
  const pictures = new Pictures();
  play(pictures, [...SPS, ...PPS], idr(1));

  expect(pictures.flush()).toHaveLength(1);
  expect(pictures.flush()).toEqual([]);
});

test('should have nothing to show before a configuration has come', () => {
  expect(play(new Pictures(), idr(1), delta(2), delta(3))).toEqual([]);
});

test('should leave out slices whose picture began before it looked', () => {
  const done = play(new Pictures(), [...SPS, ...PPS], delta(1, false), delta(2, false), idr(3), delta(4));

  expect(done.map(types)).toEqual([[7, 8, 5]]);
});

test('should survive any bytes without keeping them', () => {
  const pictures = new Pictures();
  let seed = 3;
  const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) >>> 0) >>> 24;
  for (let round = 0; round < 3000; round++) {
    const message = Uint8Array.from({ length: next() }, () => (next() < 150 ? next() & 1 : next()));
    for (const { bytes } of pictures.add(message)) expect(bytes.length).toBeLessThan(2_000_000);
  }
});
