import type { ReadonlySignal } from '@preact/signals';
import type { Link } from '../../../live/link';

export type PlayState = 'waiting' | 'playing' | 'resyncing' | 'stalled' | 'unsupported';

export interface Stats {
  readonly state: PlayState;
  readonly decoder: string;
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly picturesPerSecond: number;
  readonly bitsPerSecond: number;
  readonly queue: number;
  readonly decoded: number;
  readonly dropped: number;
  readonly resyncs: number;
  /** Why the thread was lost the last time. */
  readonly trouble: string;
  /** Milliseconds from the sender's time stamp to the screen; undefined where its clock tells none. */
  readonly latency: number | undefined;
}

/** One stream on one canvas. */
export interface Player {
  readonly stats: ReadonlySignal<Stats>;
  readonly link: ReadonlySignal<Link>;
  retry(): void;
  close(): void;
}

export const NOTHING: Stats = {
  state: 'waiting', decoder: '', codec: '', width: 0, height: 0, picturesPerSecond: 0, bitsPerSecond: 0,
  queue: 0, decoded: 0, dropped: 0, resyncs: 0, trouble: '', latency: undefined,
};

/** A stream of which nothing has come for this long stands still. */
export const STALLED_MS = 3000;
/** How often figures are read. */
export const READ_MS = 500;
