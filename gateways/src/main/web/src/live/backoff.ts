/** How long to wait before each attempt: doubling from `base` up to `cap`, the upper half of it drawn by chance. */
export interface Backoff {
  readonly base: number;
  readonly cap: number;
}

export const BACKOFF: Backoff = { base: 500, cap: 15_000 };

/** Milliseconds before attempt `attempt` (0 is the first retry); `chance` is in [0, 1). */
export function delay(attempt: number, chance: number, { base, cap }: Backoff = BACKOFF): number {
  const ceiling = Math.min(cap, base * 2 ** Math.min(Math.max(attempt, 0), 30));
  return Math.round(ceiling * (0.5 + chance / 2));
}
