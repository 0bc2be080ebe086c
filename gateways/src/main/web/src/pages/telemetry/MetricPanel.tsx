import type { Signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { shade } from '../../app/theme';
import { align, kindOf, type Axis, type Line } from './aligned';
import { shortVin, type Track } from './fleet';
import type { Metric } from './message';
import { boundFigure, figure, VIEWS } from './metrics';
import { Origin } from './Origin';
import { clockTime, Plot } from './plot';
import type { Value } from './value';

interface Props {
  readonly metric: Metric;
  readonly tracks: readonly Track[];
  /** The colour token of a track. */
  readonly tone: (track: Track) => string;
  /** Another one whenever the tracks have new points. */
  readonly axis: Axis;
  /** The place on the axis that is pointed at, in any of the charts. */
  readonly hovered: Signal<number | undefined>;
}

const NAMED_MOST = 6;
/** How often the chart's words are renewed. */
const TOLD_MS = 2000;

/** One metric: what it is now, large, and how it came to be. */
export function MetricPanel({ metric, tracks, tone, axis, hovered }: Props) {
  const view = VIEWS[metric];
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(null);
  const tones = tracks.map(tone);
  const who = tracks.map(({ vin }, t) => `${vin} ${tones[t]}`).join(' ');
  const aligned = useMemo(() => align(axis, tracks, metric), [axis, metric]);

  useEffect(() => {
    const home = box.current;
    if (!home) return;
    const drawn = new Plot(home, view, tones, (place) => (hovered.value = place));
    const resized = new ResizeObserver(() => drawn.resize(home.clientWidth, home.clientHeight));
    resized.observe(home);
    plot.current = drawn;
    drawn.draw(aligned);
    return () => {
      resized.disconnect();
      drawn.destroy();
      plot.current = null;
    };
  }, [who, shade.value]);
  useEffect(() => plot.current?.draw(aligned), [aligned]);

  const inWords = useMemo(() => told(metric, tracks), [who, metric, Math.floor(Date.now() / TOLD_MS)]);
  const place = hovered.value;
  const time = place === undefined ? undefined : aligned.times[place];
  const reading = (t: number): Value | undefined =>
    time === undefined ? tracks[t]?.samples.at(-1)?.values[metric] : upTo(aligned.lines[t] ?? [], place ?? 0);
  return (
    <section class="panel metric" aria-label={view.name} data-testid={`metric-${metric}`}>
      <header class="metric-head">
        <h2>
          {view.name} <span class="quiet">{view.unit}</span>
        </h2>
        <span class="quiet number metric-time">{time === undefined ? '' : clockTime(time * 1000)}</span>
        {tracks.length === 1 ? (
          <Now value={reading(0)} metric={metric} />
        ) : (
          <ul class="metric-each number">
            {tracks.slice(0, NAMED_MOST).map((track, t) => (
              <li key={track.vin} style={{ '--tone': `var(--${tones[t]})` }} title={shortVin(track.vin)}>
                <span class="dot" />
                <span class="heard">{shortVin(track.vin)}</span>
                {figure(reading(t), view.digits)}
              </li>
            ))}
          </ul>
        )}
      </header>
      <div class="metric-plot" ref={box} role="img" aria-label={inWords} />
    </section>
  );
}

function Now({ value, metric }: { readonly value: Value | undefined; readonly metric: Metric }) {
  return (
    <p class="metric-now">
      <Origin value={value} />
      <span class="metric-value number" data-testid={`value-${metric}`}>
        {figure(value, VIEWS[metric].digits)}
        {value?.bound !== undefined && <span class="metric-bound">{boundFigure(value.bound)}</span>}
      </span>
    </p>
  );
}

function upTo(line: Line, place: number): Value | undefined {
  return line.slice(0, place + 1).findLast((value) => value !== undefined);
}

/** The chart in words. */
function told(metric: Metric, tracks: readonly Track[]): string {
  const { name, unit, digits } = VIEWS[metric];
  const lines = tracks.slice(0, NAMED_MOST).map((track) => {
    const values = track.samples.flatMap((sample) => sample.values[metric] ?? []);
    const now = values.at(-1);
    if (now === undefined) return `vehicle ${shortVin(track.vin)}: no values`;
    const plain = values.map(({ value }) => value);
    const f = (value: number): string => figure({ ...now, value }, digits);
    const count = (kind: string): number => values.filter((value) => kindOf(value) === kind).length;
    const degraded = count('degraded');
    const within = now.bound === undefined ? '' : `, give or take ${boundFigure(now.bound).slice(1)}`;
    return `vehicle ${shortVin(track.vin)}: now ${f(now.value)}${within}, between ${f(Math.min(...plain))} and ${f(Math.max(...plain))}, ${count('bounded') + count('open')} of ${values.length} points predicted${degraded > 0 ? `, ${degraded} degraded` : ''}`;
  });
  return `Chart of ${name.toLowerCase()} in ${unit}. ${lines.join('. ')}`;
}
