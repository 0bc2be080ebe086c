import { expect, test } from 'vitest';
import { annexB, nals, startsPicture, type Bytes } from './nal';

const bytes = (...values: number[]): Bytes => new Uint8Array(values);
const found = (stream: Bytes) => nals(stream).map(({ type, bytes: unit }) => [type, ...unit]);

test('should find units behind start codes of three and of four bytes', () => {
  expect(found(bytes(0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3, 0, 0, 0, 1, 0x65, 0x88))).toEqual([
    [7, 0x67, 1, 2], [8, 0x68, 3], [5, 0x65, 0x88],
  ]);
});

test('should leave zeros behind a unit out of it', () => {
  expect(found(bytes(0, 0, 1, 0x41, 0x9a, 0, 0, 0, 0, 0, 1, 0x41, 0x80))).toEqual([[1, 0x41, 0x9a], [1, 0x41, 0x80]]);
});

test('should find nothing where there is no start code', () => {
  for (const none of [bytes(), bytes(0), bytes(0, 0), bytes(0, 0, 1), bytes(0, 0, 0, 1), bytes(9, 9, 9, 9), bytes(0, 0, 0, 0, 0)])
    expect(nals(none)).toEqual([]);
});

test('should put back together what it took apart', () => {
  const stream = bytes(0, 0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x65, 2);

  expect(annexB(nals(stream))).toEqual(stream);
});

test('should know the first slice of a picture by its first macroblock', () => {
  const slice = (header: number, first: number) => startsPicture(nals(bytes(0, 0, 1, header, first))[0]!);

  expect([slice(0x65, 0x88), slice(0x41, 0x9a), slice(0x41, 0x40), slice(0x67, 0x80)]).toEqual([true, true, false, false]);
});

test('should survive any bytes', () => {
  let seed = 7;
  const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) >>> 0) >>> 24;
  for (let round = 0; round < 2000; round++) {
    const stream = Uint8Array.from({ length: next() }, () => (next() < 160 ? next() & 1 : next()));
    const units = nals(stream);
    expect(units.reduce((sum, unit) => sum + unit.bytes.length, 0)).toBeLessThanOrEqual(stream.length);
  }
});
