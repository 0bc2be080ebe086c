import { count, fields, number, parseJson, text, type Fields } from '../../live/decode';
import { readPose, type Pose } from './trajectory/pose';

/** One reading of an inertial sensor. */
export interface ImuSample {
  /** Nanoseconds on the device's clock, exactly; undefined when its time stamp is none. */
  readonly ns: bigint | undefined;
  /** m/s². */
  readonly acceleration: Axes;
  /** rad/s. */
  readonly rotation: Axes;
}

export type Axes = readonly [x: number, y: number, z: number];

/** What became of a command. */
export interface Ack {
  readonly id: string;
  readonly state: string;
  /** Sockets of devices that it was written to. */
  readonly sockets: number;
  readonly reason: string;
}

/** Who has a device, as far as it concerns this pilot. */
export interface Control {
  readonly device: string;
  readonly state: string;
  /** What a later socket may show to go on with it. */
  readonly lease: string;
  /** How long it is had without another word, ms. */
  readonly expiresInMs: number | undefined;
  readonly reason: string;
}

export type HubMessage =
  | { readonly type: 'imu'; readonly sample: ImuSample }
  | { readonly type: 'pose'; readonly ns: bigint | undefined; readonly pose: Pose }
  | { readonly type: 'ack'; readonly ack: Ack }
  | { readonly type: 'control'; readonly control: Control }
  | { readonly type: 'restart' }
  | { readonly type: 'dropped'; readonly count: number };

/** Integers that JavaScript's numbers would round. In texts the quotation marks are escaped, so these are never inside one. */
const LONG_INTEGER = /("[A-Za-z_]*"\s*:\s*)(-?\d{16,20})(?=\s*[,}\]])/g;

/** As JSON, but integers too long for a number come as text, digit for digit. */
export function parseExactly(raw: string): unknown {
  return parseJson(raw.replace(LONG_INTEGER, '$1"$2"'));
}

/** Reads one message of the viewers' socket; undefined when it is none that is known. */
export function readMessage(raw: string): HubMessage | undefined {
  const said = fields(parseExactly(raw));
  switch (said['type']) {
    case 'imu_data': {
      const sample = readImu(said['imu_data'] ?? said);
      return sample && { type: 'imu', sample };
    }
    case 'trajectory_update':
      return readTrajectory(said);
    case 'ack':
      return { type: 'ack', ack: { id: text(said['id']), state: text(said['state']), sockets: count(said['sockets']), reason: text(said['reason']) } };
    case 'control':
      return { type: 'control', control: readControl(said) };
    case 'restart':
      return { type: 'restart' };
    case 'dropped':
      return { type: 'dropped', count: count(said['count']) };
    default:
      return undefined;
  }
}

function readControl(said: Fields): Control {
  return {
    device: text(said['device']),
    state: text(said['state']),
    lease: text(said['lease']),
    expiresInMs: number(said['expires_in_ms']),
    reason: text(said['reason']),
  };
}

function readTrajectory(said: Fields): HubMessage | undefined {
  const inner = said['pose'];
  const { pose, pose_matrix: matrix, timestamp_ns: ns } = fields(inner);
  const read = readPose(pose ?? matrix ?? inner);
  return read && { type: 'pose', ns: readNanos(ns), pose: read };
}

function readImu(json: unknown): ImuSample | undefined {
  const said = fields(json);
  const acceleration = readAxes(said['accelerometer']);
  const rotation = readAxes(said['gyroscope']);
  return acceleration && rotation && { ns: readNanos(said['timestamp']), acceleration, rotation };
}

function readAxes(json: unknown): Axes | undefined {
  const { x, y, z } = fields(json);
  const [first, second, third] = [x, y, z].map(readNumber);
  return first === undefined || second === undefined || third === undefined ? undefined : [first, second, third];
}

function readNumber(json: unknown): number | undefined {
  return typeof json === 'string' && json.trim() !== '' ? number(Number(json)) : number(json);
}

/** A time stamp in whole nanoseconds: a decimal text, or a number where it is exact enough. */
export function readNanos(json: unknown): bigint | undefined {
  if (typeof json === 'string' && /^-?\d{1,20}$/.test(json)) return BigInt(json);
  const value = readNumber(json);
  return value === undefined || Math.abs(value) > 1e19 ? undefined : BigInt(Math.trunc(value));
}
