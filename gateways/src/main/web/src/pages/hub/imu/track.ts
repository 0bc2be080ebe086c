import type { Axes, ImuSample } from '../message';

/** Seconds that are kept and drawn. */
export const WINDOW_S = 20;
/** Samples kept of one device at most, however fast they come. */
const SAMPLES_MOST = 16_000;
/** A step back of more than this, seconds, begins another recording; a smaller one is a late sample. */
const BACK_MOST_S = 2;
/** Samples further apart than this, seconds, are not joined by a line. */
const GAP_S = 0.5;

/** The newest samples of one device, on its own clock, in order. */
export class Track {
  /** Seconds since the first sample. */
  times: number[] = [];
  readonly axes: readonly (number | null)[][] = [[], [], [], [], [], []];
  last: ImuSample | undefined;
  late = 0;
  private first: bigint | undefined;

  /** @param arrived milliseconds, for samples whose time stamp is none */
  add(sample: ImuSample, arrived: number): void {
    const ns = sample.ns ?? BigInt(Math.round(arrived * 1e6));
    this.first ??= ns;
    let time = Number(ns - this.first) / 1e9;
    const before = this.times.at(-1);
    if (before !== undefined && before - time > BACK_MOST_S) {
      this.clear();
      this.first = ns;
      time = 0;
    } else if (before !== undefined && time <= before) return void this.late++;
    else if (before !== undefined && time - before > GAP_S) this.push(before + GAP_S / 2, NOTHING);
    this.push(time, [...sample.acceleration, ...sample.rotation]);
    this.last = sample;
    this.trim();
  }

  get newest(): number {
    return this.times.at(-1) ?? 0;
  }

  /** Samples a second, over what is kept of the last second. */
  get rate(): number {
    const newest = this.newest;
    const from = this.times.findLastIndex((time) => time < newest - 1);
    return from < 0 ? 0 : this.times.length - 1 - from;
  }

  private clear(): void {
    this.times = [];
    for (const axis of this.axes) axis.length = 0;
  }

  private push(time: number, values: readonly (number | null)[]): void {
    this.times.push(time);
    this.axes.forEach((axis, n) => axis.push(values[n] ?? null));
  }

  /** Now and then, since moving all of them for each sample would cost more than it saves. */
  private trim(): void {
    const oldest = this.times[0] ?? 0;
    if (this.times.length < SAMPLES_MOST && this.newest - oldest < 2 * WINDOW_S) return;
    const tooOld = this.times.findIndex((time) => time >= this.newest - WINDOW_S - 1);
    const from = Math.max(tooOld, this.times.length - SAMPLES_MOST / 2);
    this.times = this.times.slice(from);
    for (const axis of this.axes) axis.splice(0, from);
  }
}

const NOTHING = [null, null, null, null, null, null];

/** A range for an axis that holds all values with some air, and does not twitch with each of them. */
export function rangeOf(axes: readonly (readonly (number | null)[])[], least: number): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const axis of axes)
    for (const value of axis)
      if (value !== null) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
  if (low > high) return [-least, least];
  const step = Math.max(least, (high - low) / 4);
  const round = 10 ** Math.floor(Math.log10(step));
  return [Math.floor((low - step / 4) / round) * round, Math.ceil((high + step / 4) / round) * round];
}

export function magnitude([x, y, z]: Axes): number {
  return Math.hypot(x, y, z);
}
