import { count, fields, list, number, parseJson, text, type Fields } from '../../live/decode';
import { readPosition, type Position } from './position';
import type { Value } from './value';

/** The values of a record that are drawn over time. */
export const METRICS = ['speed', 'power', 'battery', 'heading'] as const;
export type Metric = (typeof METRICS)[number];

export type Protocol = 'closed-loop' | 'legacy-compressed' | 'legacy-full';

export interface Sample {
  /** The vehicle, in full where the server says it, else the end of its number; empty when unknown. */
  readonly vin: string;
  /** When the server took it, ms; the moment of arrival when it does not say. */
  readonly at: number;
  /** The vehicle's own clock, ms. */
  readonly deviceTime: number;
  readonly odometer: number | undefined;
  /** Undefined where the server does not say. */
  readonly protocol: Protocol | undefined;
  readonly values: Readonly<Record<Metric, Value | undefined>>;
  /** Everything else that the vehicle measures, by name. */
  readonly signals: ReadonlyMap<string, Value>;
  readonly position: Position | undefined;
}

export interface Compression {
  readonly total: number;
  readonly transmitted: number;
  readonly skipped: number;
  /** Percent of readings that were not sent. */
  readonly ratio: number;
  /** Undefined where the server does not say. */
  readonly bytes: Bytes | undefined;
}

/** Of the packets that left something out. */
export interface Bytes {
  readonly sent: number;
  /** What the same readings would have taken as packets that leave out nothing. */
  readonly full: number;
}

export type LogLevel = 'info' | 'success' | 'warning' | 'error';

export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
}

export type Message =
  | { readonly type: 'sample'; readonly sample: Sample; readonly compression: Compression | undefined }
  | { readonly type: 'history'; readonly samples: readonly Sample[] }
  | { readonly type: 'log'; readonly line: LogLine }
  | { readonly type: 'dropped'; readonly count: number };

const LEVELS: readonly LogLevel[] = ['info', 'success', 'warning', 'error'];
const PROTOCOLS: readonly Protocol[] = ['closed-loop', 'legacy-compressed', 'legacy-full'];
const HISTORY_MOST = 1000;
const SIGNALS_MOST = 64;

/** Reads one message of the telemetry socket; undefined when it is none that is known. */
export function readMessage(raw: string, now: number): Message | undefined {
  const said = fields(parseJson(raw));
  switch (said['type']) {
    case 'telemetry': {
      const sample = readSample(said['data'], text(said['vehicle_vin']), now);
      return sample && { type: 'sample', sample, compression: readCompression(said['compression_stats']) };
    }
    case 'history':
      return { type: 'history', samples: list(said['data'], HISTORY_MOST).flatMap((one) => readSample(one, '', now) ?? []) };
    case 'log': {
      const level = LEVELS.find((known) => known === said['log_type']) ?? 'info';
      return { type: 'log', line: { level, message: text(said['message']) } };
    }
    case 'dropped':
      return { type: 'dropped', count: count(said['count']) };
    default:
      return undefined;
  }
}

function readSample(json: unknown, shortVin: string, now: number): Sample | undefined {
  const data = fields(json);
  const deviceTime = number(data['timestamp']);
  if (deviceTime === undefined) return undefined;
  const provenance = fields(data['provenance']);
  const bounds = fields(data['bounds']);
  const value = (metric: Metric): Value | undefined => readValue(data[metric], provenance[metric], bounds[metric]);
  const signals = readSignals(fields(data['signals']));
  return {
    vin: text(data['vehicle_vin'], shortVin, 64),
    at: readTime(data['received_at']) ?? now,
    deviceTime,
    odometer: number(data['odometer']),
    protocol: PROTOCOLS.find((known) => known === data['protocol']),
    values: { speed: value('speed'), power: value('power'), battery: value('battery'), heading: value('heading') },
    signals,
    position: readPosition(signals),
  };
}

function readSignals(said: Fields): ReadonlyMap<string, Value> {
  const signals = new Map<string, Value>();
  for (const [name, json] of Object.entries(said).slice(0, SIGNALS_MOST)) {
    const signal = fields(json);
    const value = readValue(signal['value'], signal['provenance'], signal['bound']);
    if (value) signals.set(text(name, '', 64), value);
  }
  return signals;
}

function readValue(json: unknown, provenance: unknown, bound: unknown): Value | undefined {
  const value = number(json);
  if (value === undefined) return undefined;
  const within = number(bound);
  return {
    value,
    provenance: provenance === 'predicted' || provenance === 'degraded' ? provenance : 'transmitted',
    bound: within !== undefined && within >= 0 ? within : undefined,
  };
}

function readTime(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

function readCompression(json: unknown): Compression | undefined {
  const said = fields(json);
  if (number(said['total_readings']) === undefined) return undefined;
  return {
    total: count(said['total_readings']),
    transmitted: count(said['transmitted_readings']),
    skipped: count(said['skipped_readings']),
    ratio: Math.min(100, count(said['compression_ratio'])),
    bytes: readBytes(number(said['packet_bytes']), number(said['full_bytes'])),
  };
}

function readBytes(sent: number | undefined, full: number | undefined): Bytes | undefined {
  return sent !== undefined && full !== undefined && sent >= 0 && full > 0 ? { sent, full } : undefined;
}
