import { expect, test } from 'vitest';
import { readFiles, Speed } from './files';

test('should list files newest first', () => {
  const files = readFiles([
    { name: 'old.csv', bytes: 10, sha256: 'ab', finished_at: '2026-01-01T00:00:00Z' },
    { name: 'new.mp4', bytes: 100, finished_at: '2026-01-02T00:00:00Z' },
    { name: 'undated.bin', bytes: -7 },
  ]);

  expect(files.map(({ name, size }) => [name, size])).toEqual([['new.mp4', 100], ['old.csv', 10], ['undated.bin', 0]]);
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
