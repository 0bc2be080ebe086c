import { expect, test } from 'vitest';
import { boundaryOf, Parts } from './multipart';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const words = (parts: readonly Uint8Array[]): string[] => parts.map((part) => new TextDecoder().decode(part));

const body = '--x\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\none--\r\n--x\r\nContent-Type: image/jpeg\r\n\r\ntwo\r\n--x\r\nContent-Length: 5\r\n\r\nthree\r\n';

test('should give the same parts however the body is cut', () => {
  for (let size = 1; size < body.length; size++) {
    const parts = new Parts('x');
    const found: string[] = [];
    for (let at = 0; at < body.length; at += size) found.push(...words(parts.add(bytes(body.slice(at, at + size)))));
    expect(found).toEqual(['one--', 'two', 'three']);
  }
});

test('should hold no more than a part may be long', () => {
  const parts = new Parts('x');
  for (let n = 0; n < 20; n++) expect(parts.add(new Uint8Array(1 << 20))).toEqual([]);

  expect(words(parts.add(bytes(body)))).toEqual(['one--', 'two', 'three']);
});

test('should not believe a length that is beyond all pictures', () => {
  expect(words(new Parts('x').add(bytes('--x\r\nContent-Length: 99999999\r\n\r\none\r\n--x\r\n')))).toEqual(['one']);
});

test('should read the boundary from the content type', () => {
  expect(boundaryOf('multipart/x-mixed-replace; boundary=frame')).toBe('frame');
  expect(boundaryOf('multipart/x-mixed-replace;boundary="--a b"')).toBe('a b');
  expect(boundaryOf('image/jpeg')).toBeUndefined();
  expect(boundaryOf(null)).toBeUndefined();
});
