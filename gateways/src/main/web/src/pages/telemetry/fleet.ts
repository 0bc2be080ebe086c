import type { Sample } from './message';

/** The last points of one vehicle, oldest first; `hue` is which of the series colours it wears. */
export interface Track {
  readonly vin: string;
  readonly hue: number;
  readonly samples: Sample[];
}

export const POINTS_MOST = 600;
export const VEHICLES_MOST = 48;

/** Every vehicle seen, with a bounded past; the one that was silent longest makes room for a new one. */
export class Fleet {
  private readonly tracks = new Map<string, Track>();
  private hues = 0;

  add(sample: Sample): void {
    const { samples } = this.track(sample.vin);
    samples.push(sample);
    if (samples.length > POINTS_MOST) samples.splice(0, samples.length - POINTS_MOST);
  }

  /** Takes what the server remembers, but for what is known already, as after a reconnect. */
  addHistory(samples: readonly Sample[]): void {
    const known = new Map(samples.map(({ vin }) => [vin, this.tracks.get(vin)?.samples.at(-1)?.at ?? -Infinity]));
    for (const vin of [...known.keys()].sort()) this.track(vin);
    for (const sample of samples) if (sample.at > (known.get(sample.vin) ?? -Infinity)) this.add(sample);
  }

  /** By vehicle number. */
  all(): readonly Track[] {
    return [...this.tracks.values()].sort((a, b) => a.vin.localeCompare(b.vin));
  }

  private track(vin: string): Track {
    const known = this.tracks.get(vin);
    if (known) return known;
    if (this.tracks.size >= VEHICLES_MOST) this.tracks.delete(this.quietest());
    const track: Track = { vin, hue: this.hues++, samples: [] };
    this.tracks.set(vin, track);
    return track;
  }

  private quietest(): string {
    const last = (track: Track): number => track.samples.at(-1)?.at ?? 0;
    return [...this.tracks.values()].reduce((a, b) => (last(b) < last(a) ? b : a)).vin;
  }
}

/** The end of the vehicle number, by which people tell cars apart. */
export function shortVin(vin: string): string {
  return vin === '' ? 'unnamed' : vin.slice(-6);
}
