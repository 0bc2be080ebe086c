import { expect, test } from 'vitest';
import { readFiles, Speed } from './files';

test('should list files newest first, and know which are whole', () => {
  const files = readFiles([
    { name: 'old.csv', size: 10, complete: true, finished_at: '2026-01-01T00:00:00Z' },
    { name: 'new.mp4', size: 100, offset: 40, complete: false, modified_at: '2026-01-02T00:00:00Z' },
    { metadata: { filename: 'tus.bin' }, length: 7 },
  ]);

  expect(files.map(({ name, size, has }) => [name, size, has])).toEqual([['new.mp4', 100, 40], ['old.csv', 10, 10], ['tus.bin', 7, 7]]);
});

test('should make nothing of junk', () => {
  expect([null, 5, [null, {}, { name: '' }], { uploads: [1] }].map(readFiles)).toEqual([[], [], [], []]);
});

test('should measure over the last seconds only', () => {
  const speed = new Speed();
  expect(speed.bytesPerSecond).toBeUndefined();
  speed.note(0, 0);
  speed.note(1000, 500);
  expect(speed.bytesPerSecond).toBe(500);

  speed.note(10_000, 1000);
  speed.note(11_000, 3000);

  expect(speed.bytesPerSecond).toBe(2000);
});
