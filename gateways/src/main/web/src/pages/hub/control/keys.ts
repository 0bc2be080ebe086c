import type { Stick } from './sticks';

/** Both sticks: the left one moves, the right one turns and climbs. */
export interface Sticks {
  readonly move: Stick;
  readonly turn: Stick;
}

/** By where keys are, whatever is printed on them. */
const CODES = ['KeyW', 'KeyA', 'KeyS', 'KeyD', 'ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowRight', 'ShiftLeft', 'ShiftRight'] as const;
export type Code = (typeof CODES)[number];

const SLOW = 0.5;

export function isSteering(code: string): code is Code {
  return (CODES as readonly string[]).includes(code);
}

/** What the keys that are down say; opposite ones cancel out, shift halves. */
export function readKeys(down: ReadonlySet<string>): Sticks {
  const both = (more: Code, less: Code): number => Number(down.has(more)) - Number(down.has(less));
  const part = down.has('ShiftLeft') || down.has('ShiftRight') ? SLOW : 1;
  const stick = (x: number, y: number): Stick => {
    const length = Math.max(1, Math.hypot(x, y));
    return { x: (x * part) / length, y: (y * part) / length };
  };
  return { move: stick(both('KeyD', 'KeyA'), both('KeyW', 'KeyS')), turn: stick(both('ArrowRight', 'ArrowLeft'), both('ArrowUp', 'ArrowDown')) };
}
