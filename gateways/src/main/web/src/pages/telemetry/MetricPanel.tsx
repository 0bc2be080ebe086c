import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { shade } from '../../app/theme';
import { align, type Axis } from './aligned';
import { shortVin, type Track } from './fleet';
import type { Metric } from './message';
import { figure, VIEWS } from './metrics';
import { clockTime, Plot } from './plot';

interface Props {
  readonly metric: Metric;
  readonly tracks: readonly Track[];
  /** Another one whenever the tracks have new points. */
  readonly axis: Axis;
}

const NAMED_MOST = 4;
/** How often the chart's words are renewed. */
const TOLD_MS = 2000;

export function hue(track: Track): string {
  return `series-${(track.hue % 6) + 1}`;
}

/** One metric: what it is now, large, and how it came to be. */
export function MetricPanel({ metric, tracks, axis }: Props) {
  const view = VIEWS[metric];
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(null);
  const hovered = useSignal<number | undefined>(undefined);
  const who = tracks.map(({ vin }) => vin).join(' ');
  const aligned = useMemo(() => align(axis, tracks, metric), [axis, metric]);

  useEffect(() => {
    const home = box.current;
    if (!home) return;
    const drawn = new Plot(home, view, tracks.map(hue), (place) => (hovered.value = place));
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
  const reading = (t: number): number | undefined =>
    time === undefined ? tracks[t]?.samples.at(-1)?.values[metric] : upTo(aligned.values[t] ?? [], place ?? 0);
  return (
    <section class="panel metric" aria-label={view.name} data-testid={`metric-${metric}`}>
      <header class="metric-head">
        <h2>
          {view.name} <span class="quiet">{view.unit}</span>
        </h2>
        <span class="quiet number metric-time">{time === undefined ? '' : clockTime(time * 1000)}</span>
        {tracks.length === 1 && tracks[0] ? (
          <Now value={figure(reading(0), view)} track={tracks[0]} metric={metric} live={time === undefined} />
        ) : (
          <ul class="metric-each number">
            {tracks.slice(0, NAMED_MOST).map((track, t) => (
              <li key={track.vin} style={{ '--tone': `var(--${hue(track)})` }} title={shortVin(track.vin)}>
                <span class="dot" />
                <span class="heard">{shortVin(track.vin)}</span>
                {figure(reading(t), view)}
              </li>
            ))}
            {tracks.length > NAMED_MOST && <li class="quiet">+{tracks.length - NAMED_MOST}</li>}
          </ul>
        )}
      </header>
      <div class="metric-plot" ref={box} role="img" aria-label={inWords} />
    </section>
  );
}

interface NowProps {
  readonly value: string;
  readonly track: Track;
  readonly metric: Metric;
  readonly live: boolean;
}

function Now({ value, track, metric, live }: NowProps) {
  const predicted = live && track.samples.at(-1)?.provenance[metric] === 'predicted';
  return (
    <p class="metric-now">
      <span class={predicted ? 'badge metric-origin' : 'badge metric-origin sent'}>{predicted ? 'predicted' : live ? 'sent' : ''}</span>
      <span class="metric-value number" data-testid={`value-${metric}`}>
        {value}
      </span>
    </p>
  );
}

function upTo(values: readonly (number | undefined)[], place: number): number | undefined {
  return values.slice(0, place + 1).findLast((value) => value !== undefined);
}

/** The chart in words. */
function told(metric: Metric, tracks: readonly Track[]): string {
  const { name, unit } = VIEWS[metric];
  const lines = tracks.slice(0, NAMED_MOST).map((track) => {
    const values = track.samples.flatMap((sample) => sample.values[metric] ?? []);
    const predicted = track.samples.filter(({ provenance }) => provenance[metric] === 'predicted').length;
    const [low, high, now] = [Math.min(...values), Math.max(...values), values.at(-1)];
    if (now === undefined) return `vehicle ${shortVin(track.vin)}: no values`;
    const f = (value: number): string => figure(value, VIEWS[metric]);
    return `vehicle ${shortVin(track.vin)}: now ${f(now)}, between ${f(low)} and ${f(high)}, ${predicted} of ${values.length} points predicted`;
  });
  return `Chart of ${name.toLowerCase()} in ${unit}. ${lines.join('. ')}`;
}
