import type { Sample } from './message';
import type { Value } from './value';

/** The units of the quantities that the closed-loop protocol has a number for (`millrace.edge.v1.Packet.Quantity`). */
const UNITS: Readonly<Record<string, string>> = {
  speed: 'mph', battery: '%', power: 'kW', odometer: 'mi', heading: '°',
  latitude: '°', longitude: '°', altitude: 'm', voltage: 'V', current: 'A',
  battery_temperature: '°C', motor_temperature: '°C', outside_temperature: '°C', cabin_temperature: '°C', humidity: '%',
};

/** What a signal's values are counted in; empty for a name that no document explains. */
export function unitOf(name: string): string {
  return Object.hasOwn(UNITS, name) ? UNITS[name]! : '';
}

/** As `Battery temperature`. */
export function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One signal as it is now and as it was. */
export interface Signal {
  readonly name: string;
  readonly now: Value;
  readonly past: readonly number[];
}

const PAST_MOST = 120;

/** The signals of the newest point, by name, but for the position, which has a map. */
export function signalsOf(samples: readonly Sample[]): readonly Signal[] {
  const recent = samples.slice(-PAST_MOST);
  return [...(recent.at(-1)?.signals ?? [])]
    .filter(([name]) => name !== 'latitude' && name !== 'longitude')
    .map(([name, now]) => ({ name, now, past: recent.flatMap(({ signals }) => signals.get(name)?.value ?? []) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
