import type { Pose, Vector } from './pose';

/** Half of the picture's width and height at unit distance: about what a phone's camera sees. */
const HALF_WIDTH = 0.6;
const HALF_HEIGHT = 0.34;

/** What a camera sees, as a pyramid: its edges as pairs of points, a tick that tells which side is up among them. */
export function frustumEdges(pose: Pose, depth: number): readonly Vector[] {
  const point = (x: number, y: number): Vector => along(pose, x * depth, y * depth, depth);
  const corners = [point(-HALF_WIDTH, -HALF_HEIGHT), point(HALF_WIDTH, -HALF_HEIGHT), point(HALF_WIDTH, HALF_HEIGHT), point(-HALF_WIDTH, HALF_HEIGHT)] as const;
  const roof = point(0, -HALF_HEIGHT * 1.7);
  const [a, b, c, d] = corners;
  return [...corners.flatMap((corner) => [pose.position, corner]), a, b, b, c, c, d, d, a, point(-HALF_WIDTH / 2, -HALF_HEIGHT), roof, roof, point(HALF_WIDTH / 2, -HALF_HEIGHT)];
}

/** A point given by how far it is to the right of a camera, below it and ahead of it. */
export function along({ position, right, down, ahead }: Pose, x: number, y: number, z: number): Vector {
  const sum = (n: 0 | 1 | 2): number => position[n] + x * right[n] + y * down[n] + z * ahead[n];
  return [sum(0), sum(1), sum(2)];
}
