/** Where a stick is: right and up, each from −1 to 1. */
export interface Stick {
  readonly x: number;
  readonly y: number;
}

export const CENTRE: Stick = { x: 0, y: 0 };

/** Values are sent in steps of this, so that a trembling hand sends nothing new. */
const STEP = 0.01;

export interface Shaping {
  /** What counts as the centre, as a part of the whole way. */
  readonly deadZone: number;
  /** The most that is sent, from 0 to 1. */
  readonly reach: number;
}

/**
 * Makes of where a hand is what is sent: nothing around the centre, rising evenly from its edge, never beyond the
 * circle, at most `reach`.
 */
export function shape({ x, y }: Stick, { deadZone, reach }: Shaping): Stick {
  const way = Math.hypot(x, y);
  if (!(way > deadZone)) return CENTRE;
  const sent = (Math.min(1, way) - deadZone) / (1 - deadZone);
  const factor = (sent * Math.min(1, Math.max(0, reach))) / way;
  return { x: step(x * factor), y: step(y * factor) };
}

export function isCentre({ x, y }: Stick): boolean {
  return x === 0 && y === 0;
}

export function isSame(a: Stick, b: Stick): boolean {
  return a.x === b.x && a.y === b.y;
}

/** Of several hands the one that is farthest out. */
export function strongest(hands: readonly Stick[]): Stick {
  return hands.reduce((most, one) => (Math.hypot(one.x, one.y) > Math.hypot(most.x, most.y) ? one : most), CENTRE);
}

function step(value: number): number {
  return Math.round(value / STEP) / Math.round(1 / STEP) || 0;
}
