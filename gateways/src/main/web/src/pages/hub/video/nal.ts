/** H.264 NAL units in an Annex B byte stream, without copying. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const SLICE = 1;
export const IDR = 5;
export const SPS = 7;
export const PPS = 8;
export const DELIMITER = 9;

/** One unit: from its header byte on, without its start code. */
export interface Nal {
  readonly type: number;
  readonly bytes: Bytes;
}

/** Finds the units of a message; bytes before the first start code are none. */
export function nals(stream: Bytes): readonly Nal[] {
  const found: Nal[] = [];
  let start = afterStartCode(stream, 0);
  while (start >= 0 && start < stream.length) {
    const next = afterStartCode(stream, start);
    let end = next < 0 ? stream.length : next - 3;
    while (end > start && stream[end - 1] === 0) end--;
    if (end > start) found.push({ type: stream[start]! & 0x1f, bytes: stream.subarray(start, end) });
    start = next;
  }
  return found;
}

/** Puts units back into one Annex B buffer with start codes of four bytes. */
export function annexB(units: readonly Nal[]): Bytes {
  const joined = new Uint8Array(units.reduce((sum, { bytes }) => sum + 4 + bytes.length, 0));
  let at = 0;
  for (const { bytes } of units) {
    joined[at + 3] = 1;
    joined.set(bytes, at + 4);
    at += 4 + bytes.length;
  }
  return joined;
}

export function isSlice(type: number): boolean {
  return type >= SLICE && type <= IDR;
}

/** Whether a slice is the first of its picture: first_mb_in_slice, a ue(v), is 0 exactly when its first bit is set. */
export function startsPicture({ type, bytes }: Nal): boolean {
  return (type === SLICE || type === 2 || type === IDR) && ((bytes[1] ?? 0) & 0x80) !== 0;
}

/** The place behind the next 00 00 01, or -1. */
function afterStartCode(stream: Bytes, from: number): number {
  for (let i = from + 2; i < stream.length; i++) {
    const byte = stream[i]!;
    if (byte > 1) i += 2;
    else if (byte === 1 && stream[i - 1] === 0 && stream[i - 2] === 0) return i + 1;
  }
  return -1;
}
