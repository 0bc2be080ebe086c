import { list, number } from '../../../live/decode';

export type Vector = readonly [x: number, y: number, z: number];

/** Where a camera is and which way it looks, in metres: x to the right of the picture, y down, z ahead. */
export interface Pose {
  readonly position: Vector;
  /** The camera's right, down and ahead, in the world. */
  readonly right: Vector;
  readonly down: Vector;
  readonly ahead: Vector;
}

/** Further off than this, in metres, is no place on this planet. */
const FAR = 1e7;

/** Reads a camera-to-world matrix of 4 × 4, row by row, nested or flat; undefined when it is none. */
export function readPose(json: unknown): Pose | undefined {
  const m = list(json, 16).flatMap((row) => (Array.isArray(row) ? list(row, 4) : [row]));
  const at = (row: number, column: number): number => number(m[row * 4 + column]) ?? NaN;
  const column = (n: number): Vector => [at(0, n), at(1, n), at(2, n)];
  if (m.length !== 16 && m.length !== 12) return undefined;
  const [right, down, ahead, position] = [column(0), column(1), column(2), column(3)];
  const isWhole = [...right, ...down, ...ahead, ...position].every(Number.isFinite);
  return isWhole && position.every((metres) => Math.abs(metres) < FAR) ? { position, right, down, ahead } : undefined;
}

export function distance(a: Vector, b: Vector): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
