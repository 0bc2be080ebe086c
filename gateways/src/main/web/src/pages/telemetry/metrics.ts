import type uPlot from 'uplot';
import type { Metric } from './message';

/** How a metric is named, written and scaled. */
export interface MetricView {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  /** The axis for values between `low` and `high`. */
  readonly range: (low: number, high: number) => uPlot.Range.MinMax;
  readonly ticks?: { readonly at: number[]; readonly names: string[] };
  /** Whether the line breaks between two values, as where a heading passes north. */
  readonly breaks: (from: number, to: number) => boolean;
}

const never = (): boolean => false;

/** Some air around the values, and never so little span that noise looks like news. */
function around(low: number, high: number, least: number): [number, number] {
  const missing = Math.max(0, least - (high - low)) / 2;
  const air = Math.max(least, high - low) * 0.08;
  return [low - missing - air, high + missing + air];
}

export const VIEWS: Readonly<Record<Metric, MetricView>> = {
  speed: { name: 'Speed', unit: 'mph', digits: 1, range: (_, high) => [0, Math.max(10, high * 1.1)], breaks: never },
  power: {
    name: 'Power', unit: 'kW', digits: 1, breaks: never,
    range: (low, high) => around(Math.min(0, low), Math.max(0, high), 10),
  },
  battery: {
    name: 'Battery', unit: '%', digits: 1, breaks: never,
    range: (low, high) => {
      const [from, to] = around(low, high, 4);
      return [Math.max(0, from), Math.min(Math.max(100, high), to)];
    },
  },
  heading: {
    name: 'Heading', unit: '°', digits: 0, range: () => [0, 360],
    ticks: { at: [0, 90, 180, 270, 360], names: ['N', 'E', 'S', 'W', 'N'] },
    breaks: (from, to) => Math.abs(to - from) > 180,
  },
};

export function figure(value: number | undefined, { digits }: MetricView): string {
  return value === undefined ? '–' : value.toFixed(digits).replace('-', '−');
}
