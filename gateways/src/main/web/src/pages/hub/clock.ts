import { getJson } from '../../live/api';
import { fields, number } from '../../live/decode';

/** The platform's clock as seen from here: what it shows more than this browser's, and how surely. */
export interface Offset {
  readonly ms: number;
  /** One-sided, ms. */
  readonly within: number;
}

/** Further from now than this, ms, a time stamp was not read from a clock that knows the date. */
const PLAUSIBLE_MS = 600_000;
const ASK_EVERY_MS = 20_000;
const ASK_SOON_MS = 1500;
const FIRST_ASKS = 4;
/** An older, surer answer is believed until it has become this much less sure, ms a second: as two quartz clocks part. */
const DRIFT_MS_PER_S = 0.05;

let best: (Offset & { readonly at: number }) | undefined;

/** One question and its answer: when asked and answered on this clock, and what the other showed; all ms. */
export function offsetOf(asked: number, shown: number, answered: number): Offset {
  const half = (answered - asked) / 2;
  return { ms: shown - (asked + half), within: Math.abs(half) };
}

/** How long ago something happened, ms, by the platform's clock; undefined where its time stamp is of no date. */
export function lag(ns: bigint, now = Date.now()): number | undefined {
  const ms = now + (best?.ms ?? 0) - Number(ns / 1000n) / 1000;
  return Math.abs(ms) < PLAUSIBLE_MS ? ms : undefined;
}

/** Keeps measuring the platform's clock until told to stop. */
export function watchClock(): () => void {
  let asks = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  async function ask(): Promise<void> {
    const asked = performance.timeOrigin + performance.now();
    const seconds = await getJson('/hub/health', (json) => number(fields(json)['timestamp'])).catch(() => undefined);
    const answered = performance.timeOrigin + performance.now();
    if (seconds !== undefined) believe(offsetOf(asked, seconds * 1000, answered), answered);
    if (!stopped) timer = setTimeout(() => void ask(), ++asks < FIRST_ASKS ? ASK_SOON_MS : ASK_EVERY_MS);
  }
  void ask();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function believe(offset: Offset, at: number): void {
  const aged = best ? best.within + ((at - best.at) / 1000) * DRIFT_MS_PER_S : Infinity;
  if (offset.within <= aged) best = { ...offset, at };
}
