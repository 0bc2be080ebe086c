import { METRICS, type Sample } from './message';

/** The last points of one vehicle, oldest first; `hue` is which of the series colours it would like to wear. */
export interface Track {
  readonly vin: string;
  readonly hue: number;
  readonly samples: Sample[];
  /** When it was last heard of live, on the clock of this browser. */
  heard: number | undefined;
}

export const POINTS_MOST = 600;
export const VEHICLES_MOST = 48;
/** Silent for longer than this, ms, a vehicle is shown so. */
export const STALE_MS = 10_000;

/** Every vehicle seen, with a bounded past; the one that was silent longest makes room for a new one. */
export class Fleet {
  private readonly tracks = new Map<string, Track>();
  private hues = 0;

  add(sample: Sample, heard?: number): void {
    const track = this.track(sample.vin);
    track.samples.push(sample);
    track.heard = heard ?? track.heard;
    if (track.samples.length > POINTS_MOST) track.samples.splice(0, track.samples.length - POINTS_MOST);
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

  clear(): void {
    this.tracks.clear();
    this.hues = 0;
  }

  private track(vin: string): Track {
    const known = this.tracks.get(vin);
    if (known) return known;
    if (this.tracks.size >= VEHICLES_MOST) this.tracks.delete(this.quietest());
    const track: Track = { vin, hue: this.hues++, samples: [], heard: undefined };
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

/** How long ago a vehicle was heard of, ms; by the server's clock when it has not been since this page is open. */
export function silence({ heard, samples }: Track, now: number): number {
  return Math.max(0, now - (heard ?? samples.at(-1)?.at ?? now));
}

/** Whether packets of the vehicle are missing, so that nothing vouches for some of its values. */
export function isDegraded({ samples }: Track): boolean {
  const last = samples.at(-1);
  if (!last) return false;
  return METRICS.some((metric) => last.values[metric]?.provenance === 'degraded') || [...last.signals.values()].some(({ provenance }) => provenance === 'degraded');
}

export function hasPosition({ samples }: Track): boolean {
  return samples.some(({ position }) => position !== undefined);
}

/** What a vehicle's values came by, in words. */
export function protocolName({ samples }: Track): string {
  const protocol = samples.at(-1)?.protocol;
  return protocol === undefined ? '' : { 'closed-loop': 'closed loop', 'legacy-compressed': 'legacy', 'legacy-full': 'legacy, full' }[protocol];
}
