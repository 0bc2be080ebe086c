import type uPlot from 'uplot';
import type { Breaks } from './aligned';
import type { Metric } from './message';
import type { Value } from './value';

/** How a metric is named, written and scaled. */
export interface MetricView {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  /** The axis for values between `low` and `high`. */
  readonly range: (low: number, high: number) => uPlot.Range.MinMax;
  readonly ticks?: { readonly at: number[]; readonly names: string[] };
  readonly breaks: Breaks;
}

const never = (): boolean => false;

/** Some air around the values, and never so little span that noise looks like news. */
function around(low: number, high: number, least: number): [number, number] {
  const missing = Math.max(0, least - (high - low)) / 2;
  const air = Math.max(least, high - low) * 0.08;
  return [low - missing - air, high + missing + air];
}

export const VIEWS: Readonly<Record<Metric, MetricView>> = {
  speed: { name: 'Speed', unit: 'mph', digits: 1, range: (low, high) => [Math.min(0, low), Math.max(10, high * 1.1)], breaks: never },
  power: {
    name: 'Power', unit: 'kW', digits: 1, breaks: never,
    range: (low, high) => around(Math.min(0, low), Math.max(0, high), 10),
  },
  battery: {
    name: 'Battery', unit: '%', digits: 1, breaks: never,
    range: (low, high) => {
      const [from, to] = around(low, high, 1);
      return [Math.max(Math.min(0, low), from), Math.min(Math.max(100, high), to)];
    },
  },
  heading: {
    name: 'Heading', unit: '°', digits: 0, range: () => [0, 360],
    ticks: { at: [0, 90, 180, 270, 360], names: ['N', 'E', 'S', 'W', 'N'] },
    breaks: (from, to) => Math.abs(to - from) > 180,
  },
};

const DIGITS_MOST = 8;

/** A value as finely as its bound makes sense of, else with the digits it usually has. */
export function figure(value: Value | undefined, usual: number): string {
  if (!value) return '–';
  const digits = value.bound ? digitsOf(value.bound) : usual;
  return signed(value.value.toFixed(digits));
}

/** As `±0.5`; empty where there is no bound. */
export function boundFigure(bound: number | undefined): string {
  return bound === undefined ? '' : `±${bound.toFixed(digitsOf(bound))}`;
}

/** A number of no known precision: short, and without zeros that say nothing. */
export function plain(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e7)) return signed(value.toExponential(2));
  return signed(String(Number(value.toPrecision(5))));
}

/** How many decimals it takes to write a bound without making much more or less of it. */
function digitsOf(bound: number): number {
  for (let digits = 0; digits < DIGITS_MOST; digits++)
    if (Math.abs(Number(bound.toFixed(digits)) - bound) <= bound * 0.02) return digits;
  return DIGITS_MOST;
}

function signed(digits: string): string {
  return digits.replace('-', '−');
}
