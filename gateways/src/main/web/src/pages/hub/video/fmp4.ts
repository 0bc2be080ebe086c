import { isSlice, nals, PPS, SPS, type Bytes } from './nal';
import type { Picture } from './pictures';

/** Fragmented MP4 (ISO 14496-12 and -15) with one H.264 track: as much as Media Source Extensions need, no more. */
export const TIMESCALE = 1000;

const text = (word: string): number[] => [...word].map((letter) => letter.charCodeAt(0));
const u16 = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value)];
const zeros = (length: number): number[] => new Array<number>(length).fill(0);
const MATRIX = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].flatMap(u32);

type Payload = ArrayLike<number>;

function box(type: string, ...payloads: readonly Payload[]): Bytes {
  const length = payloads.reduce((sum, one) => sum + one.length, 8);
  const made = new Uint8Array(length);
  made.set([...u32(length), ...text(type)]);
  let at = 8;
  for (const one of payloads) {
    made.set(one, at);
    at += one.length;
  }
  return made;
}

/** What goes before the first fragment, and again before a key picture whose configuration has changed. */
export function initSegment(key: Picture): Bytes {
  const units = nals(key.bytes);
  const { width, height } = key.sps;
  const stsd = box('stsd', u32(0), u32(1), avc1(width, height, units.filter(({ type }) => type === SPS || type === PPS)));
  const stbl = box('stbl', stsd, ...['stts', 'stsc', 'stco'].map((type) => box(type, u32(0), u32(0))), box('stsz', zeros(12)));
  const dinf = box('dinf', box('dref', u32(0), u32(1), box('url ', u32(1))));
  const minf = box('minf', box('vmhd', u32(1), zeros(8)), dinf, stbl);
  const hdlr = box('hdlr', u32(0), u32(0), text('vide'), zeros(12), [0]);
  const mdhd = box('mdhd', zeros(12), u32(TIMESCALE), u32(0), u16(0x55c4), u16(0));
  const tkhd = box('tkhd', u32(3), zeros(8), u32(1), zeros(24), MATRIX, u16(width), u16(0), u16(height), u16(0));
  const trak = box('trak', tkhd, box('mdia', mdhd, hdlr, minf));
  const mvhd = box('mvhd', zeros(12), u32(TIMESCALE), u32(0), u32(0x10000), u16(0x100), zeros(10), MATRIX, zeros(24), u32(2));
  const mvex = box('mvex', box('trex', u32(0), u32(1), u32(1), zeros(12)));
  return concat(box('ftyp', text('iso5'), u32(0), text('iso5avc1')), box('moov', mvhd, trak, mvex));
}

function avc1(width: number, height: number, sets: readonly { type: number; bytes: Bytes }[]): Bytes {
  const [sps] = sets.filter(({ type }) => type === SPS);
  const pps = sets.filter(({ type }) => type === PPS).slice(0, 31);
  const head = [1, ...(sps?.bytes.subarray(1, 4) ?? [0, 0, 0]), 0xff, 0xe1];
  const spsPart = sps ? [...u16(sps.bytes.length), ...sps.bytes] : u16(0);
  const avcC = box('avcC', head, spsPart, [pps.length], pps.flatMap(({ bytes }) => [...u16(bytes.length), ...bytes]));
  const resolution = u32(0x480000);
  return box(
    'avc1', zeros(6), u16(1), zeros(16), u16(width), u16(height), resolution, resolution, u32(0), u16(1), zeros(32), u16(24), u16(0xffff), avcC,
  );
}

/** One picture as a fragment of its own, from `time` for `duration` milliseconds. */
export function fragment(picture: Picture, sequence: number, time: number, duration: number): Bytes {
  const units = nals(picture.bytes).filter(({ type }) => isSlice(type));
  const mdat = box('mdat', ...units.flatMap(({ bytes }) => [u32(bytes.length), bytes]));
  const flags = picture.key ? 0x02000000 : 0x01010000;
  const moof = (offset: number): Bytes =>
    box(
      'moof',
      box('mfhd', u32(0), u32(sequence)),
      box(
        'traf',
        box('tfhd', u32(0x020000), u32(1)),
        box('tfdt', u32(0x01000000), u32(Math.floor(time / 2 ** 32)), u32(time >>> 0)),
        box('trun', u32(0x000701), u32(1), u32(offset), u32(duration), u32(mdat.length - 8), u32(flags)),
      ),
    );
  return concat(moof(moof(0).length + 8), mdat);
}

function concat(a: Bytes, b: Bytes): Bytes {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
