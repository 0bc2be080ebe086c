import type { Bytes } from './nal';

/** What a sequence parameter set says of the pictures to come. */
export interface Sps {
  /** As WebCodecs and Media Source want it: avc1.PPCCLL. */
  readonly codec: string;
  readonly width: number;
  readonly height: number;
}

const WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
/** Level 6.2 allows 16,384 pixels a side; what claims more is no picture. */
const SIDE_MOST = 16_384;

/** Reads the profile, level and cropped size; undefined when the unit is cut short or absurd. */
export function readSps(unit: Bytes): Sps | undefined {
  const [profile, constraints, level] = [unit[1], unit[2], unit[3]];
  if (profile === undefined || constraints === undefined || level === undefined) return undefined;
  const size = readSize(new Bits(unescape(unit.subarray(4))), profile);
  if (!size) return undefined;
  const hex = [profile, constraints, level].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { codec: `avc1.${hex.toUpperCase()}`, ...size };
}

function readSize(bits: Bits, profile: number): { width: number; height: number } | undefined {
  bits.ue(); // seq_parameter_set_id
  let chroma = 1;
  if (WITH_CHROMA.has(profile)) {
    chroma = bits.ue();
    if (chroma === 3) chroma = bits.bit() === 1 ? 0 : 3;
    bits.ue(); // bit_depth_luma_minus8
    bits.ue(); // bit_depth_chroma_minus8
    bits.bit(); // qpprime_y_zero_transform_bypass_flag
    if (bits.bit() === 1) skipScaling(bits, chroma === 3 || chroma === 0 ? 12 : 8);
  }
  bits.ue(); // log2_max_frame_num_minus4
  const order = bits.ue();
  if (order === 0) bits.ue();
  else if (order === 1) {
    bits.bit();
    bits.ue();
    bits.ue();
    for (let cycle = Math.min(bits.ue(), 255); cycle > 0; cycle--) bits.ue();
  }
  bits.ue(); // max_num_ref_frames
  bits.bit(); // gaps_in_frame_num_value_allowed_flag
  const columns = bits.ue() + 1;
  const rows = bits.ue() + 1;
  const fields = bits.bit() === 1 ? 1 : 2;
  if (fields === 2) bits.bit(); // mb_adaptive_frame_field_flag
  bits.bit(); // direct_8x8_inference_flag
  const cropped = bits.bit() === 1;
  const [left, right, top, bottom] = cropped ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0];
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = (chroma === 1 ? 2 : 1) * fields;
  const width = columns * 16 - (left + right) * unitX;
  const height = rows * 16 * fields - (top + bottom) * unitY;
  const fits = !bits.short && width > 0 && height > 0 && width <= SIDE_MOST && height <= SIDE_MOST;
  return fits ? { width, height } : undefined;
}

function skipScaling(bits: Bits, lists: number): void {
  for (let list = 0; list < lists; list++) {
    if (bits.bit() === 0) continue;
    let next = 8;
    for (let i = 0, last = 8; i < (list < 6 ? 16 : 64); i++) {
      if (next !== 0) next = (last + bits.se() + 256) & 0xff;
      if (next !== 0) last = next;
    }
  }
}

/** Takes out the emulation prevention bytes (00 00 03). */
function unescape(bytes: Bytes): Bytes {
  return bytes.filter((byte, i) => !(byte === 3 && bytes[i - 1] === 0 && bytes[i - 2] === 0));
}

/** Reads bits; past the end it reads zeros and says so in `short`. */
class Bits {
  short = false;
  private at = 0;

  constructor(private readonly bytes: Bytes) {}

  bit(): number {
    const byte = this.bytes[this.at >> 3];
    if (byte === undefined) {
      this.short = true;
      return 0;
    }
    return (byte >> (7 - (this.at++ & 7))) & 1;
  }

  /** An unsigned Exp-Golomb number. */
  ue(): number {
    let zeros = 0;
    while (this.bit() === 0) if (this.short || ++zeros > 31) return this.absurd();
    let value = 1;
    for (; zeros > 0; zeros--) value = value * 2 + this.bit();
    return value - 1;
  }

  /** A signed one. */
  se(): number {
    const code = this.ue();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }

  private absurd(): number {
    this.short = true;
    return 0;
  }
}
