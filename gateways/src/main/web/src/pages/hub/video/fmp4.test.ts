import { expect, test } from 'vitest';
import { fragment, initSegment } from './fmp4';
import { Pictures } from './pictures';

const hex = (text: string): number[] => (text.match(/../g) ?? []).map((byte) => parseInt(byte, 16));
const stream = Uint8Array.from([
  ...hex('000000016742c01ed900a02ff970110000030001000003003c0f162e48'), ...hex('0000000168cb83cb'), ...hex('00000001658884'), ...hex('00000001419a02'),
]);
const [key] = new Pictures().add(stream);

/** The boxes of one level, each checked to end where the next begins. */
function boxes(bytes: Uint8Array): Record<string, Uint8Array> {
  const found: Record<string, Uint8Array> = {};
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const size = view.getUint32(at);
    found[String.fromCharCode(...bytes.subarray(at + 4, at + 8))] = bytes.subarray(at + 8, at + size);
    at += size;
    expect(at).toBeLessThanOrEqual(bytes.length);
  }
  return found;
}

test('should describe the track in the initial segment', () => {
  const { ftyp, moov } = boxes(initSegment(key!));
  const { trak, mvex } = boxes(moov!);
  const { mdia } = boxes(trak!);
  const { minf } = boxes(mdia!);

  expect(ftyp && mvex && boxes(boxes(minf!)['stbl']!)['stsd']).toBeDefined();
});

test('should carry slices with their lengths in a fragment', () => {
  const { moof, mdat } = boxes(fragment(key!, 1, 5000, 33));

  expect(Object.keys(boxes(moof!))).toEqual(['mfhd', 'traf']);
  expect([...mdat!]).toEqual([0, 0, 0, 3, 0x65, 0x88, 0x84]);
});
