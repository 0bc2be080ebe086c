import { describe, expect, test } from 'vitest';
import { along, frustumEdges } from './frustum';
import { approach, eye, fit, pan, START, turn, VIEW, zoom } from './orbit';
import { Path, roundStep } from './path';
import { upOf } from './up';
import { distance, readPose, type Pose, type Vector } from './pose';

const LEVEL: Pose = { position: [1, 2, 3], right: [1, 0, 0], down: [0, 1, 0], ahead: [0, 0, 1] };
const moved = (x: number): Pose => ({ ...LEVEL, position: [x, 0, 0] });

function expectNear(actual: Vector, wanted: Vector): void {
  wanted.forEach((value, n) => expect(actual[n]).toBeCloseTo(value, 9));
}

describe('pose', () => {
  test('should read nested and flat matrices alike', () => {
    const rows = [[0, -1, 0, 5], [1, 0, 0, 6], [0, 0, 1, 7], [0, 0, 0, 1]];

    expect(readPose(rows)).toEqual(readPose(rows.flat()));
    expect(readPose(rows)).toEqual({ position: [5, 6, 7], right: [0, 1, 0], down: [-1, 0, 0], ahead: [0, 0, 1] });
  });

  test('should refuse what is no matrix, or no place', () => {
    expect([readPose([]), readPose([[1]]), readPose({}), readPose([...new Array(15).fill(0), 'x'].fill('x', 3, 4)), readPose([...new Array(16).fill(1e9)])]).toEqual(new Array(5).fill(undefined));
  });
});

describe('frustum', () => {
  test('should open ahead of the camera, as wide as it is deep', () => {
    const edges = frustumEdges(LEVEL, 2);

    expect(edges.length % 2).toBe(0);
    expect(edges.filter(([, , z]) => z === 3)).toEqual(new Array(4).fill(LEVEL.position));
    expect(edges.filter(([, , z]) => z !== 3).every(([, , z]) => z === 5)).toBe(true);
  });

  test('should turn with the camera', () => {
    const turned: Pose = { position: [0, 0, 0], right: [0, 0, -1], down: [0, 1, 0], ahead: [1, 0, 0] };

    expectNear(along(turned, 1, 2, 3), [3, 2, -1]);
    expect(frustumEdges(turned, 1).every(([x]) => x === 0 || Math.abs(x - 1) < 1e-9)).toBe(true);
  });

  test('should have its tick on the upper side of the picture', () => {
    const highest = Math.min(...frustumEdges(LEVEL, 1).map(([, y]) => y));

    expect(frustumEdges(LEVEL, 1).filter(([, y]) => y === highest)).toHaveLength(2);
  });
});

describe('path', () => {
  test('should measure what was travelled', () => {
    const path = new Path();
    [0, 1, 1, 3].forEach((x, n) => path.add(moved(x), BigInt(n)));

    expect(path.length).toBe(3);
    expect(path.count).toBe(4);
    expect(path.points).toHaveLength(3);
    expect(path.box).toEqual({ low: [0, 0, 0], high: [3, 0, 0] });
  });

  test('should stay bounded and keep both ends', () => {
    const path = new Path();
    for (let x = 0; x < 50_000; x++) path.add(moved(x), BigInt(x));

    expect(path.points.length).toBeLessThanOrEqual(6000);
    expect(path.points[0]).toEqual([0, 0, 0]);
    expect(path.points.at(-1)).toEqual([49_999, 0, 0]);
    expect(path.count).toBe(50_000);
  });

  test('should begin anew when time has gone back', () => {
    const path = new Path();
    path.add(moved(5), 100_000_000_000n);
    path.add(moved(6), 99_000_000_000n);
    expect(path.count).toBe(2);

    path.add(moved(0), 1n);

    expect(path.points).toEqual([[0, 0, 0]]);
    expect(path.extent).toBe(0);
  });

  test('should round steps up to 1, 2 or 5', () => {
    expect([0.07, 0.1, 0.11, 3, 6, 0].map((least) => Number(roundStep(least).toPrecision(3)))).toEqual([0.1, 0.1, 0.2, 5, 10, 1e-9]);
  });
});

describe('up', () => {
  test('should be against where cameras have their down', () => {
    expect(upOf([0.1, 0.9, 0.3])).toBe('−y');
    expect(upOf([0, 0.2, -0.9])).toBe('z');
    expect(upOf([0, -1, 0])).toBe('y');
  });

  test('should be judged by the first poses, and anew with a new path', () => {
    const path = new Path();
    for (let n = 0; n < 100; n++) path.add({ ...moved(n), down: n < 30 ? [0, 0, -1] : [0, 1, 0] }, BigInt(n));
    expect(path.up).toBe('z');

    path.clear();
    path.add(moved(0), 0n);

    expect(path.up).toBe('−y');
  });
});

describe('orbit', () => {
  test('should keep its distance while turning', () => {
    for (const [a, e] of [[0.3, 0.1], [-2, 4], [9, -8]] as const) {
      const turned = turn(START, a, e);
      expect(distance(eye(turned), turned.target)).toBeCloseTo(START.distance, 9);
      expect(Math.abs(turned.elevation)).toBeLessThan(Math.PI / 2);
    }
  });

  test('should pan across the line of sight', () => {
    const panned = pan(START, 0.3, -0.2);
    const [ax, ay, az] = eye(START).map((value, n) => value - START.target[n]!);
    const [bx, by, bz] = panned.target.map((value, n) => value - START.target[n]!);

    expect(ax! * bx! + ay! * by! + az! * bz!).toBeCloseTo(0, 9);
    expect(Math.hypot(bx!, by!, bz!)).toBeCloseTo(Math.hypot(0.3, 0.2) * 2 * START.distance * Math.tan(VIEW / 2), 9);
  });

  test('should never come so near or so far that nothing is left', () => {
    let orbit = START;
    for (let n = 0; n < 500; n++) orbit = zoom(orbit, 0.5);
    expect(orbit.distance).toBeGreaterThan(0);
    for (let n = 0; n < 500; n++) orbit = zoom(orbit, 2);
    expect(Number.isFinite(orbit.distance)).toBe(true);
  });

  test('should have the whole box in sight, on narrow screens too', () => {
    const box = { low: [-1, -2, -3], high: [3, 2, 1] } as const;
    const wide = fit(START, box, 1.6);
    const narrow = fit(START, box, 0.5);

    expect(wide.target).toEqual([1, 0, -1]);
    expect(wide.distance * Math.sin(VIEW / 2)).toBeGreaterThan(Math.hypot(4, 4, 4) / 2);
    expect(narrow.distance).toBeGreaterThan(wide.distance);
  });

  test('should come nearer to what it follows', () => {
    expectNear(approach(START, [4, 2, 0], 0.25).target, [1, 0.5, 0]);
  });
});
