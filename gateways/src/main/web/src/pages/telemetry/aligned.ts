import type { Track } from './fleet';
import type { Metric } from './message';

/** Several tracks over one time axis, in seconds; undefined where another track's point stands alone. */
export interface Aligned {
  readonly times: readonly number[];
  readonly values: readonly (readonly (number | undefined)[])[];
  readonly predicted: readonly (readonly boolean[])[];
}

export function align(tracks: readonly Track[], metric: Metric): Aligned {
  const times = [...new Set(tracks.flatMap(({ samples }) => samples.map(({ at }) => at)))].sort((a, b) => a - b);
  const places = new Map(times.map((time, place) => [time, place]));
  const values = tracks.map(() => new Array<number | undefined>(times.length).fill(undefined));
  const predicted = tracks.map(() => new Array<boolean>(times.length).fill(false));
  tracks.forEach(({ samples }, t) => {
    for (const sample of samples) {
      const place = places.get(sample.at) ?? 0;
      values[t]![place] = sample.values[metric];
      predicted[t]![place] = sample.provenance[metric] === 'predicted';
    }
  });
  return { times: times.map((time) => time / 1000), values, predicted };
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
