import { distance, type Pose, type Vector } from './pose';
import { upOf, type Up } from './up';

export interface Box {
  readonly low: Vector;
  readonly high: Vector;
}

/** Points kept; beyond them the older half is thinned to every other one. */
const POINTS_MOST = 6000;
/** A time stamp earlier than the last by more than this begins another path, ns. */
const BACK_MOST = 5_000_000_000n;
/** Poses by which it is judged which way is up. */
const JUDGED = 30;
/** A step shorter than this, m, adds no point. */
const STILL = 1e-5;

/** Where a camera has been, the oldest first. */
export class Path {
  points: Vector[] = [];
  pose: Pose | undefined;
  ns: bigint | undefined;
  /** Metres travelled. */
  length = 0;
  /** All poses that came, thinned ones too. */
  count = 0;
  /** What the first cameras' down adds up to. */
  private down: Vector = [0, 0, 0];
  private low: Vector = [0, 0, 0];
  private high: Vector = [0, 0, 0];

  add(pose: Pose, ns: bigint | undefined): void {
    if (ns !== undefined && this.ns !== undefined && this.ns - ns > BACK_MOST) this.clear();
    const before = this.points.at(-1);
    const step = before ? distance(before, pose.position) : 0;
    this.pose = pose;
    this.ns = ns;
    if (this.count++ < JUDGED) this.down = [this.down[0] + pose.down[0], this.down[1] + pose.down[1], this.down[2] + pose.down[2]];
    if (before && step < STILL) return;
    this.length += step;
    this.stretch(pose.position, before === undefined);
    this.points.push(pose.position);
    if (this.points.length > POINTS_MOST) this.thin();
  }

  clear(): void {
    this.points = [];
    this.pose = undefined;
    this.ns = undefined;
    this.length = 0;
    this.count = 0;
    this.down = [0, 0, 0];
  }

  /** The likeliest upward axis of this world, judged by the first poses. */
  get up(): Up {
    return upOf(this.down);
  }

  get box(): Box {
    return { low: this.low, high: this.high };
  }

  /** The longest side of the box, m. */
  get extent(): number {
    return Math.max(...this.high.map((high, n) => high - (this.low[n] ?? 0)));
  }

  private stretch(point: Vector, isFirst: boolean): void {
    const each = (pick: (...values: number[]) => number, from: Vector): Vector => [pick(from[0], point[0]), pick(from[1], point[1]), pick(from[2], point[2])];
    this.low = isFirst ? point : each(Math.min, this.low);
    this.high = isFirst ? point : each(Math.max, this.high);
  }

  private thin(): void {
    const half = POINTS_MOST / 2;
    this.points = this.points.filter((_, n) => n >= half || n % 2 === 0);
  }
}

/** One of 1, 2 or 5 times a power of ten, at least `least`. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-9)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least * (1 - 1e-9)) ?? 10 * power;
}
