import { shortVin, type Track } from './fleet';
import type { Sample } from './message';
import { placeName } from './position';
import type { Place } from './mapview';
import type { Selection } from './selection';

/** A vehicle's position at one moment, with where it was heading. */
export interface Fix extends Place {
  readonly at: number;
  readonly within: number | undefined;
  readonly degraded: boolean;
  readonly heading: number | undefined;
}

/** One vehicle on the map; those that are not drawn are only marked. */
export interface Trail {
  readonly vin: string;
  readonly tone: string;
  readonly isDrawn: boolean;
  /** Oldest first, never empty. */
  readonly fixes: readonly Fix[];
}

export function fixesOf(samples: readonly Sample[]): readonly Fix[] {
  return samples.flatMap(({ at, position, values }) => (position ? [{ ...position, at, heading: values.heading?.value }] : []));
}

/** What is on the map, the drawn vehicles last and so on top. */
export function trailsOf(tracks: readonly Track[], { drawn, tone }: Selection): readonly Trail[] {
  return tracks
    .map((track) => {
      const isDrawn = drawn.includes(track);
      return { vin: track.vin, tone: tone(track), isDrawn, fixes: fixesOf(isDrawn ? track.samples : track.samples.slice(-1)) };
    })
    .filter(({ fixes }) => fixes.length > 0)
    .sort((a, b) => Number(a.isDrawn) - Number(b.isDrawn));
}

/** The fix of a moment: the last one not after it. */
export function fixAt({ fixes }: Trail, at: number): Fix | undefined {
  return fixes.findLast((fix) => fix.at <= at);
}

/** The map in words. */
export function mapInWords(trails: readonly Trail[]): string {
  const drawn = trails.filter(({ isDrawn }) => isDrawn);
  const lines = drawn.map(({ vin, fixes }) => {
    const last = fixes.at(-1)!;
    const heading = last.heading === undefined ? '' : `, heading ${compass(last.heading)}`;
    const within = last.within === undefined ? '' : `, within ${metres(last.within)}`;
    return `Vehicle ${shortVin(vin)} at ${placeName(last)}${within}${heading}${last.degraded ? ', degraded' : ''}.`;
  });
  return `Map, north up, of ${trails.length} ${trails.length === 1 ? 'vehicle' : 'vehicles'}. ${lines.join(' ')}`;
}

/** As `1.4 m`. */
export function metres(length: number): string {
  return `${length.toFixed(length < 10 ? 1 : 0)} m`;
}

const POINTS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'];

export function compass(degrees: number): string {
  return POINTS[((Math.round(degrees / 45) % 8) + 8) % 8]!;
}
