import type { Bytes } from './nal';

/** A part that is longer is no picture. */
const PART_MOST = 8 << 20;
const HEAD_MOST = 4096;

/** Cuts a `multipart/x-mixed-replace` body, as it comes in, into the bodies of its parts. */
export class Parts {
  private held: Bytes = new Uint8Array(0);
  private readonly delimiter: Bytes;

  /** @param boundary without its leading dashes */
  constructor(boundary: string) {
    this.delimiter = new TextEncoder().encode(`--${boundary}`);
  }

  /** The parts that a chunk completes. */
  add(chunk: Bytes): readonly Bytes[] {
    this.held = concat(this.held, chunk);
    const done: Bytes[] = [];
    for (let part = this.next(); part; part = this.next()) done.push(part);
    if (this.held.length > PART_MOST) this.held = new Uint8Array(0);
    return done;
  }

  private next(): Bytes | undefined {
    const start = find(this.held, this.delimiter, 0);
    if (start < 0) return undefined;
    const head = start + this.delimiter.length;
    const blank = find(this.held, BLANK, head);
    if (blank < 0 || blank - head > HEAD_MOST) return undefined;
    const body = blank + BLANK.length;
    const length = lengthIn(this.held.subarray(head, blank));
    if (length !== undefined) return this.held.length < body + length ? undefined : this.take(body, body + length, body + length);
    const next = find(this.held, this.delimiter, body);
    return next < 0 ? undefined : this.take(body, isLine(this.held, next - 2) ? next - 2 : next, next);
  }

  private take(from: number, to: number, rest: number): Bytes {
    const part = this.held.slice(from, Math.max(from, to));
    this.held = this.held.slice(rest);
    return part;
  }
}

const BLANK: Bytes = Uint8Array.of(13, 10, 13, 10);

/** The boundary that a content type names; undefined when it is no multipart. */
export function boundaryOf(contentType: string | null): string | undefined {
  const found = /^multipart\/x-mixed-replace\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '');
  return (found?.[1] ?? found?.[2])?.replace(/^--/, '');
}

function lengthIn(head: Bytes): number | undefined {
  const length = Number(/content-length:\s*(\d{1,8})/i.exec(String.fromCharCode(...head))?.[1] ?? NaN);
  return length <= PART_MOST ? length : undefined;
}

function isLine(bytes: Bytes, at: number): boolean {
  return bytes[at] === 13 && bytes[at + 1] === 10;
}

function find(bytes: Bytes, wanted: Bytes, from: number): number {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at >= 0 && at + wanted.length <= bytes.length; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  return -1;
}

function concat(a: Bytes, b: Bytes): Bytes {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
