import { count, fields, list, number, text } from '../../live/decode';

/** How a running part is; what the server says beyond these reads as down. */
export type PartState = 'ready' | 'starting' | 'degraded' | 'down';

export interface Part {
  readonly name: string;
  readonly state: PartState;
  readonly detail: string;
}

/** One kind of socket and those connected to it. */
export interface Clients {
  readonly capability: string;
  readonly socket: string;
  readonly count: number;
  readonly dropped: number;
}

export interface Platform {
  readonly instance: string;
  readonly version: string;
  readonly uptime: number;
  readonly parts: readonly Part[];
  readonly clients: readonly Clients[];
}

export interface Consumer {
  readonly group: string;
  readonly lag: number;
}

export interface Topic {
  readonly name: string;
  readonly partitions: number;
  readonly records: number;
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number | undefined;
  readonly consumers: readonly Consumer[];
}

const STATES: readonly PartState[] = ['ready', 'starting', 'degraded', 'down'];

/** GET /api/overview. */
export function readPlatform(json: unknown): Platform {
  const said = fields(json);
  return {
    instance: text(said['instance']),
    version: text(said['version']),
    uptime: count(said['uptime_s']),
    parts: list(said['parts']).map((part) => {
      const { name, state, detail } = fields(part);
      return { name: text(name, '?'), state: STATES.find((known) => known === state) ?? 'down', detail: text(detail) };
    }),
    clients: list(said['clients']).map((one) => {
      const { capability, socket, count: connected, dropped } = fields(one);
      return { capability: text(capability, '?'), socket: text(socket), count: count(connected), dropped: count(dropped) };
    }),
  };
}

/** GET /analyst/api/topics. */
export function readTopics(json: unknown): readonly Topic[] {
  return list(json)
    .map((topic) => {
      const said = fields(topic);
      return {
        name: text(said['topic'], '?'),
        partitions: count(said['partitions']),
        records: count(said['records']),
        recordsPerSecond: count(said['rate_per_s']),
        bytesPerSecond: number(said['bytes_per_s']),
        consumers: list(said['consumers']).map((consumer) => {
          const { group, lag } = fields(consumer);
          return { group: text(group, '?'), lag: count(lag) };
        }),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}
