import type { Track } from './fleet';
import type { Metric } from './message';

/** Several tracks over one time axis, in seconds; undefined where another track's point stands alone. */
export interface Aligned {
  readonly times: readonly number[];
  readonly values: readonly (readonly (number | undefined)[])[];
  readonly predicted: readonly (readonly boolean[])[];
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
  const values = tracks.map(() => new Array<number | undefined>(times.length).fill(undefined));
  const predicted = tracks.map(() => new Array<boolean>(times.length).fill(false));
  tracks.forEach(({ samples }, t) => {
    samples.forEach((sample, i) => {
      const place = places[t]![i]!;
      values[t]![place] = sample.values[metric];
      predicted[t]![place] = sample.provenance[metric] === 'predicted';
    });
  });
  return { times, values, predicted };
}

/** A stretch of a line, by places in the data, that is drawn in one stroke. */
export type Stretch = readonly number[];

/** Cuts a line into stretches of what was sent, or of what was predicted: a segment is what its later end is. */
export function stretches(
  values: ArrayLike<number | null | undefined>,
  predicted: readonly boolean[],
  wanted: boolean,
  breaks: (from: number, to: number) => boolean,
): readonly Stretch[] {
  const found: number[][] = [];
  let last = -1;
  for (let place = 0; place < values.length; place++) {
    const value = values[place];
    if (value === null || value === undefined) continue;
    const before = last < 0 ? undefined : values[last];
    if (before !== null && before !== undefined && (predicted[place] ?? false) === wanted && !breaks(before, value)) {
      const open = found.at(-1);
      if (open?.at(-1) === last) open.push(place);
      else found.push([last, place]);
    }
    last = place;
  }
  return found;
}
