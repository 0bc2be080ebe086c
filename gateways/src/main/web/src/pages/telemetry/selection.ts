import { isDegraded, protocolName, shortVin, silence, STALE_MS, type Track } from './fleet';

/** As many as there are colours, and as can be told apart in one chart. */
export const DRAWN_MOST = 6;

/** Which vehicles are looked at. */
export interface Selection {
  /** Those drawn in charts, by vehicle number. */
  readonly drawn: readonly Track[];
  /** Drawn because somebody chose them, rather than because nobody did. */
  readonly isChosen: boolean;
  /** The one that everything is shown of; undefined when several are drawn. */
  readonly only: Track | undefined;
  /** The colour token of a vehicle; grey for one that is not drawn where there are too many for a colour each. */
  readonly tone: (track: Track) => string;
}

/** @param wanted vehicle numbers, as in the address; unknown ones count for nothing */
export function select(tracks: readonly Track[], wanted: readonly string[]): Selection {
  const chosen = tracks.filter(({ vin }) => wanted.includes(vin)).slice(0, DRAWN_MOST);
  const isChosen = chosen.length > 0 && chosen.length < tracks.length;
  const drawn = isChosen ? chosen : tracks.slice(0, DRAWN_MOST);
  const tones = dress(tracks, drawn);
  return { drawn, isChosen, only: drawn.length === 1 ? drawn[0] : undefined, tone: ({ vin }) => tones.get(vin) ?? 'ink-3' };
}

/** Gives each drawn vehicle a colour of its own: the one it would like, if it is free. */
function dress(tracks: readonly Track[], drawn: readonly Track[]): ReadonlyMap<string, string> {
  const tones = new Map<string, string>();
  const dressed = tracks.length <= DRAWN_MOST ? tracks : drawn;
  const late: Track[] = [];
  const free = new Set(Array.from({ length: DRAWN_MOST }, (_, n) => n));
  for (const track of dressed)
    if (free.delete(track.hue % DRAWN_MOST)) tones.set(track.vin, `series-${(track.hue % DRAWN_MOST) + 1}`);
    else late.push(track);
  const left = [...free];
  late.forEach(({ vin }, i) => tones.set(vin, `series-${(left[i] ?? 0) + 1}`));
  return tones;
}

/** What is wanted after a click on a vehicle: it alone, or everything again. */
export function solo({ only, isChosen }: Selection, { vin }: Track): readonly string[] {
  return isChosen && only?.vin === vin ? [] : [vin];
}

/** What is wanted after a vehicle was put to the drawn ones, or taken from them. */
export function toggle({ drawn }: Selection, { vin }: Track): readonly string[] {
  const vins = drawn.map((track) => track.vin);
  return vins.includes(vin) ? vins.filter((one) => one !== vin) : [...vins, vin];
}

/** Vehicle numbers as one word of an address, and back. */
export function spell(vins: readonly string[]): string | undefined {
  return vins.length === 0 ? undefined : vins.map(encodeURIComponent).join(',');
}

export function unspell(word: string | null): readonly string[] {
  return (word ?? '').split(',', DRAWN_MOST).flatMap((one) => {
    try {
      return one === '' ? [] : [decodeURIComponent(one)];
    } catch {
      return [];
    }
  });
}

/** Vehicles of which everything that was typed is true: part of the number, a protocol, `degraded`, `silent`. */
export function find(tracks: readonly Track[], typed: string, now: number): readonly Track[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return tracks;
  return tracks.filter((track) => {
    const state = `${isDegraded(track) ? 'degraded' : ''} ${silence(track, now) > STALE_MS ? 'silent' : ''}`;
    const about = `${track.vin} ${shortVin(track.vin)} ${protocolName(track)} ${state}`.toLowerCase();
    return words.every((word) => about.includes(word));
  });
}
