import { expect, test } from 'vitest';
import { readPacket } from './packet';

function withHeader(type: number, header: number, nal: readonly number[], total = header + nal.length): Uint8Array<ArrayBuffer> {
  const packet = new Uint8Array(header + nal.length);
  const view = new DataView(packet.buffer);
  view.setUint32(0, total);
  packet[4] = type;
  view.setBigUint64(5, 1_766_000_000_000_000n);
  packet.set(nal, header);
  return packet;
}

const NAL = [0, 0, 0, 1, 0x65, 0x88, 0x80];

test('should take 13 bytes off a configuration and 21 off a frame', () => {
  for (const [type, header] of [[1, 13], [2, 13], [3, 21], [4, 21], [5, 21]] as const) {
    const { annexB, timestamp } = readPacket(withHeader(type, header, NAL));

    expect([...annexB]).toEqual(NAL);
    expect(timestamp).toBe(1_766_000_000_000_000n);
  }
});

test('should pass bare Annex B through', () => {
  for (const bare of [NAL, [0, 0, 1, 0x67, 1, 2], [0, 0, 0, 1, 0x01, ...new Array<number>(12).fill(9), 0, 0, 0, 1, 0x41]]) {
    expect([...readPacket(Uint8Array.from(bare)).annexB]).toEqual(bare);
  }
});

test('should see a header whose size looks like a start code', () => {
  const nal = [...NAL, ...new Array<number>(300).fill(7)];
  const packet = withHeader(4, 21, nal);

  expect([...packet.subarray(0, 3)]).toEqual([0, 0, 1]);
  expect([...readPacket(packet).annexB]).toEqual(nal);
});

test('should not mind a wrong size in the header', () => {
  expect([...readPacket(withHeader(3, 21, NAL, 5)).annexB]).toEqual(NAL);
});

test('should pass what is neither through as it is', () => {
  for (const junk of [[], [0], [1, 2, 3, 4, 5], [0, 0, 0, 9, 3], [0, 0, 0, 30, 3, ...new Array<number>(25).fill(0)]])
    expect([...readPacket(Uint8Array.from(junk)).annexB]).toEqual(junk);
});
