import type { Vector } from './pose';

/** Which of the world's axes points up: cameras' worlds have y down, maps have z up, pictures in space y. */
export const UPS = ['−y', 'z', 'y'] as const;
export type Up = (typeof UPS)[number];

const DIRECTIONS: Readonly<Record<Up, Vector>> = { '−y': [0, -1, 0], z: [0, 0, 1], y: [0, 1, 0] };

/** The likeliest, by where cameras have had their down: people and drones hold them more or less level. */
export function upOf([x, y, z]: Vector): Up {
  const against = (up: Up): number => DIRECTIONS[up][0] * x + DIRECTIONS[up][1] * y + DIRECTIONS[up][2] * z;
  return UPS.reduce((best, one) => (against(one) < against(best) ? one : best));
}
