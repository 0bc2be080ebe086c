import { count, fields, list, number, parseJson, text, type Fields } from '../../live/decode';

/** The values of a record that are drawn over time. */
export const METRICS = ['speed', 'power', 'battery', 'heading'] as const;
export type Metric = (typeof METRICS)[number];

/** Whether a value was sent by the vehicle or filled in by the predictor. */
export type Provenance = 'transmitted' | 'predicted';

export interface Sample {
  /** The vehicle, in full where the server says it, else the end of its number; empty when unknown. */
  readonly vin: string;
  /** When the server took it, ms; the moment of arrival when it does not say. */
  readonly at: number;
  /** The vehicle's own clock, ms. */
  readonly deviceTime: number;
  readonly odometer: number | undefined;
  readonly values: Readonly<Record<Metric, number | undefined>>;
  readonly provenance: Readonly<Record<Metric, Provenance>>;
}

export interface Compression {
  readonly total: number;
  readonly transmitted: number;
  readonly skipped: number;
  /** Percent of readings that were not sent. */
  readonly ratio: number;
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
const HISTORY_MOST = 1000;

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
  return {
    vin: text(data['vehicle_vin'], shortVin, 64),
    at: readTime(data['received_at']) ?? now,
    deviceTime,
    odometer: number(data['odometer']),
    values: perMetric((metric) => number(data[metric])),
    provenance: perMetric((metric) => origin(provenance, metric)),
  };
}

function origin(said: Fields, metric: Metric): Provenance {
  return said[metric] === 'predicted' ? 'predicted' : 'transmitted';
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
  };
}

function perMetric<T>(value: (metric: Metric) => T): Record<Metric, T> {
  return { speed: value('speed'), power: value('power'), battery: value('battery'), heading: value('heading') };
}
