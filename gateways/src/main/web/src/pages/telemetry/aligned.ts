import type { Track } from './fleet';
import type { Metric } from './message';
import type { Value } from './value';

/** How a point is drawn: sent by the vehicle; predicted, with a bound or without one; or predicted with packets missing. */
export const KINDS = ['sent', 'bounded', 'open', 'degraded'] as const;
export type Kind = (typeof KINDS)[number];

export function kindOf({ provenance, bound }: Value): Kind {
  if (provenance === 'transmitted') return 'sent';
  if (provenance === 'degraded') return 'degraded';
  return bound === undefined ? 'open' : 'bounded';
}

/** One track's points along an axis; undefined where another track's point stands alone. */
export type Line = readonly (Value | undefined)[];

/** Several tracks over one time axis, in seconds. */
export interface Aligned {
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  /** The range of all values with their bounds; both undefined when there are none. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** The time axis that tracks share, and where on it each of their points is. */
export interface Axis {
  readonly times: readonly number[];
  readonly places: readonly (readonly number[])[];
}

export function axis(tracks: readonly Track[]): Axis {
  const times = [...new Set(tracks.flatMap(({ samples }) => samples.map(({ at }) => at)))].sort((a, b) => a - b);
  const place = new Map(times.map((time, i) => [time, i]));
  return {
    times: times.map((time) => time / 1000),
    places: tracks.map(({ samples }) => samples.map(({ at }) => place.get(at) ?? 0)),
  };
}

export function align({ times, places }: Axis, tracks: readonly Track[], metric: Metric): Aligned {
  const lines = tracks.map(() => new Array<Value | undefined>(times.length).fill(undefined));
  let [low, high] = [Infinity, -Infinity];
  tracks.forEach(({ samples }, t) => {
    places[t]?.forEach((place, i) => {
      const value = samples[i]?.values[metric];
      lines[t]![place] = value;
      if (!value) return;
      low = Math.min(low, value.value - (value.bound ?? 0));
      high = Math.max(high, value.value + (value.bound ?? 0));
    });
  });
  return { times, lines, low: low <= high ? low : undefined, high: low <= high ? high : undefined };
}

/** Whether a line breaks between two values, as where a heading passes north. */
export type Breaks = (from: number, to: number) => boolean;

/** A stretch of a line, by places in the data, that is drawn in one stroke. */
export type Stretch = readonly number[];

/** Cuts a line into stretches of the segments that are wanted, judged by their ends. */
export function stretches(line: Line, wanted: (from: Value, to: Value) => boolean, breaks: Breaks): readonly Stretch[] {
  const found: number[][] = [];
  let last = -1;
  for (let place = 0; place < line.length; place++) {
    const value = line[place];
    if (!value) continue;
    const before = last < 0 ? undefined : line[last];
    if (before && wanted(before, value) && !breaks(before.value, value.value)) {
      const open = found.at(-1);
      if (open?.at(-1) === last) open.push(place);
      else found.push([last, place]);
    }
    last = place;
  }
  return found;
}

/** A segment is what its later end is. */
export function ofKind(kind: Kind): (from: Value, to: Value) => boolean {
  return (_, to) => kindOf(to) === kind;
}

/** A segment lies within bounds when both of its ends do. */
export function isBounded(from: Value, to: Value): boolean {
  return from.bound !== undefined && to.bound !== undefined;
}
