import { annexB, DELIMITER, IDR, isSlice, nals, PPS, SPS, startsPicture, type Bytes, type Nal } from './nal';
import { readSps, type Sps } from './sps';

/** One coded picture, whole: what a decoder takes as one chunk. A key picture brings its configuration along. */
export interface Picture {
  readonly key: boolean;
  readonly bytes: Bytes;
  /** The configuration it belongs to. */
  readonly sps: Sps;
}

/** Messages in which a picture ended where the message did, after which that is taken for the rule. */
const SURE_AFTER = 30;
/** A picture of more units than this is garbage. */
const UNITS_MOST = 2048;

/**
 * Gathers units into pictures. A picture is known to be whole when the next begins; where every message has held
 * whole pictures so far, the end of a message is taken for its end, which saves the wait for the next one.
 */
export class Pictures {
  private sps: Nal | undefined;
  private pps = new Map<string, Nal>();
  private read: Sps | undefined;
  private units: Nal[] = [];
  private wholeMessages = 0;
  private split = false;

  /** The pictures that a message completes. */
  add(message: Bytes): readonly Picture[] {
    const done: Picture[] = [];
    let slices = 0;
    for (const unit of nals(message)) {
      if (isSlice(unit.type)) {
        const first = startsPicture(unit);
        if (first) done.push(...this.flush());
        else if (slices === 0) this.continued();
        if (first || this.units.length > 0) this.units.push(unit);
        slices++;
      } else this.aside(unit, done);
      if (this.units.length > UNITS_MOST) this.units = [];
    }
    if (slices > 0 && !this.split && ++this.wholeMessages > SURE_AFTER) done.push(...this.flush());
    return done;
  }

  /** The picture that is still being gathered, as when the stream has paused. */
  flush(): readonly Picture[] {
    const units = this.units;
    this.units = [];
    if (units.length === 0 || !this.sps || !this.read || this.pps.size === 0) return [];
    const key = units.some(({ type }) => type === IDR);
    return [{ key, sps: this.read, bytes: annexB(key ? [this.sps, ...this.pps.values(), ...units] : units) }];
  }

  get configuration(): Sps | undefined {
    return this.read;
  }

  /** A message began amid a picture: messages are not pictures here. */
  private continued(): void {
    this.split = true;
  }

  /** What is no slice: a configuration or a delimiter ends the picture before it. */
  private aside(unit: Nal, done: Picture[]): void {
    if (unit.type === SPS || unit.type === PPS || unit.type === DELIMITER) done.push(...this.flush());
    if (unit.type === SPS) {
      const read = readSps(unit.bytes);
      if (!read) return;
      if (this.sps && !equal(this.sps.bytes, unit.bytes)) this.pps.clear();
      this.read = read;
      this.sps = copy(unit);
    } else if (unit.type === PPS && this.pps.size < 256) this.pps.set(ppsId(unit), copy(unit));
  }
}

/** The set's id, as far as the leading bits tell sets apart. */
function ppsId({ bytes }: Nal): string {
  let zeros = 0;
  const bit = (at: number): number => ((bytes[1 + (at >> 3)] ?? 0x80) >> (7 - (at & 7))) & 1;
  while (zeros < 9 && bit(zeros) === 0) zeros++;
  let id = '';
  for (let at = 0; at <= 2 * zeros; at++) id += bit(at);
  return id;
}

function copy({ type, bytes }: Nal): Nal {
  return { type, bytes: bytes.slice() };
}

function equal(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
