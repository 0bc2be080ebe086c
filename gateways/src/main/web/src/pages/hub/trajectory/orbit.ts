import type { Box } from './path';
import type { Vector } from './pose';

/** A camera that looks at a point from around it. Angles in radians; y is up. */
export interface Orbit {
  readonly target: Vector;
  readonly distance: number;
  readonly azimuth: number;
  /** Above the horizon. */
  readonly elevation: number;
}

const STEEPEST = Math.PI / 2 - 0.02;
const NEAREST = 0.01;
const FARTHEST = 1e6;
/** Vertical field of view, radians. */
export const VIEW = (42 * Math.PI) / 180;

export const START: Orbit = { target: [0, 0, 0], distance: 3, azimuth: Math.PI / 5, elevation: Math.PI / 6 };

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export function turn(orbit: Orbit, azimuth: number, elevation: number): Orbit {
  return { ...orbit, azimuth: orbit.azimuth + azimuth, elevation: clamp(orbit.elevation + elevation, -STEEPEST, STEEPEST) };
}

/** @param factor below 1 comes nearer */
export function zoom(orbit: Orbit, factor: number): Orbit {
  return { ...orbit, distance: clamp(orbit.distance * factor, NEAREST, FARTHEST) };
}

/** Moves by parts of the height that is seen: to the right, and up, as it looks on the screen. */
export function pan(orbit: Orbit, right: number, up: number): Orbit {
  const seen = 2 * orbit.distance * Math.tan(VIEW / 2);
  const [sa, ca, se, ce] = [Math.sin(orbit.azimuth), Math.cos(orbit.azimuth), Math.sin(orbit.elevation), Math.cos(orbit.elevation)];
  const [r, u] = [right * seen, up * seen];
  const [x, y, z] = orbit.target;
  return { ...orbit, target: [x + r * ca - u * se * sa, y + u * ce, z - r * sa - u * se * ca] };
}

/** Where the camera stands. */
export function eye({ target: [x, y, z], distance, azimuth, elevation }: Orbit): Vector {
  const flat = distance * Math.cos(elevation);
  return [x + flat * Math.sin(azimuth), y + distance * Math.sin(elevation), z + flat * Math.cos(azimuth)];
}

/** Has all of a box in sight, seen from where it was seen. @param shape width by height of the picture */
export function fit(orbit: Orbit, { low, high }: Box, shape: number): Orbit {
  const middle = (n: 0 | 1 | 2): number => (low[n] + high[n]) / 2;
  const radius = Math.max(0.05, Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]) / 2);
  const narrow = Math.atan(Math.tan(VIEW / 2) * Math.min(1, shape));
  return { ...orbit, target: [middle(0), middle(1), middle(2)], distance: clamp((radius * 1.12) / Math.sin(narrow), NEAREST, FARTHEST) };
}

/** A part of the way towards another target. */
export function approach(orbit: Orbit, target: Vector, part: number): Orbit {
  const between = (n: 0 | 1 | 2): number => orbit.target[n] + (target[n] - orbit.target[n]) * part;
  return { ...orbit, target: [between(0), between(1), between(2)] };
}
