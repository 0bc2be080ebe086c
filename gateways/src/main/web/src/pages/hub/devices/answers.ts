import { count, fields, list, number, text } from '../../../live/decode';

/** A phone, drone or camera that the hub knows of. */
export interface Device {
  readonly id: string;
  readonly present: boolean;
  /** How it is connected: phone, video. */
  readonly channels: readonly string[];
  /** When it was last heard of, ms; undefined when the hub does not say. */
  readonly lastSeen: number | undefined;
  readonly battery: Battery | undefined;
  /** Its newest report that is words: a status, or an error. */
  readonly said: { readonly text: string; readonly isError: boolean } | undefined;
}

export interface Battery {
  /** Percent; undefined while the device does not know. */
  readonly percent: number | undefined;
  readonly text: string;
}

/** How one clock of a device is off the platform's. Milliseconds. */
export interface Clock {
  readonly device: string;
  readonly name: string;
  readonly offset: number;
  /** One-sided; undefined where only a bound of the offset is known. */
  readonly within: number | undefined;
}

/** How a device's inertial samples come. */
export interface Imu {
  readonly device: string;
  /** Samples a second. */
  readonly rate: number;
  readonly duplicates: number;
  readonly late: number;
  readonly gaps: number;
}

/** GET /hub/api/devices: those that are there first, then by name. */
export function readDevices(json: unknown): readonly Device[] {
  return list(json)
    .map((one) => {
      const said = fields(one);
      const reports = fields(said['reports']);
      return {
        id: text(said['device'], '', 128),
        present: said['present'] === true,
        channels: list(said['channels'], 8).map((channel) => text(channel, '', 20)).filter(Boolean),
        lastSeen: readTime(said['last_seen']),
        battery: readBattery(reports['battery_status']),
        said: readSaid(reports),
      };
    })
    .filter(({ id }) => id !== '')
    .sort((a, b) => Number(b.present) - Number(a.present) || a.id.localeCompare(b.id));
}

/** GET /hub/api/clocks. */
export function readClocks(json: unknown): readonly Clock[] {
  return list(fields(json)['devices']).flatMap((one) => {
    const { device, clocks } = fields(one);
    return Object.entries(fields(clocks))
      .slice(0, 8)
      .flatMap(([name, clock]) => {
        const { offset_ns: offset, uncertainty_ns: within, offset_at_most_ns: most } = fields(clock);
        const known = number(offset) ?? number(most);
        return known === undefined ? [] : { device: text(device, '', 128), name, offset: known / 1e6, within: number(offset) === undefined ? undefined : (number(within) ?? 0) / 1e6 };
      });
  });
}

/** GET /hub/api/imu. */
export function readImus(json: unknown): readonly Imu[] {
  return list(json).map((one) => {
    const said = fields(one);
    return { device: text(said['device'], '', 128), rate: count(said['rate']), duplicates: count(said['duplicates']), late: count(said['late']), gaps: count(said['gaps']) };
  });
}

/** −1 is a device that does not know. */
function readBattery(json: unknown): Battery | undefined {
  const { percentage, status_text: words } = fields(fields(json)['report']);
  const percent = number(percentage);
  if (percent === undefined && typeof words !== 'string') return undefined;
  return { percent: percent === undefined || percent < 0 ? undefined : Math.min(100, percent), text: text(words, '', 80) };
}

function readSaid(reports: Readonly<Record<string, unknown>>): Device['said'] {
  const newest = ['status_message', 'error_message']
    .map((type) => {
      const { received_at: at, report } = fields(reports[type]);
      const { message, error } = fields(report);
      return { at: readTime(at) ?? 0, text: [text(message, '', 120), text(error, '', 120)].filter(Boolean).join(': '), isError: type === 'error_message' };
    })
    .filter(({ text: words }) => words !== '')
    .sort((a, b) => b.at - a.at)[0];
  return newest && { text: newest.text, isError: newest.isError };
}

function readTime(json: unknown): number | undefined {
  const time = typeof json === 'string' ? Date.parse(json) : NaN;
  return time > 0 ? time : undefined;
}

/** An offset between clocks as people read it. */
export function offsetText(ms: number): string {
  const size = Math.abs(ms);
  const sign = ms < 0 ? '−' : '+';
  if (size < 1000) return `${sign}${size < 10 ? size.toFixed(1) : size.toFixed(0)} ms`;
  if (size < 60_000) return `${sign}${(size / 1000).toFixed(1)} s`;
  return size < 86_400_000 ? `${sign}${Math.round(size / 60_000)} min` : `${sign}${Math.round(size / 86_400_000)} d`;
}
