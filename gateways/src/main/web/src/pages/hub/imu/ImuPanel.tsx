import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { shade } from '../../../app/theme';
import { Empty } from '../../../design/Empty';
import { Panel } from '../../../design/Panel';
import type { Axes } from '../message';
import { Chart, TONES } from './chart';
import { magnitude, WINDOW_S, type Track } from './track';

interface Props {
  readonly title: string;
  readonly unit: string;
  readonly kind: 'acceleration' | 'rotation';
  readonly track: Track;
  /** Rises when there are new samples. */
  readonly version: ReadonlySignal<number>;
}

const FIRST = { acceleration: 0, rotation: 3 } as const;
/** Half of the smallest range that is drawn: below it there is only noise. */
const LEAST = { acceleration: 1, rotation: 0.05 } as const;
/** How often the chart's words are renewed. */
const TOLD_MS = 2000;

/** Three axes of one sensor: now, in figures, and over the last seconds. */
export function ImuPanel({ title, unit, kind, track, version }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart>(null);
  const now = version.value;
  const values: Axes | undefined = track.last?.[kind];
  const isThere = values !== undefined;
  useEffect(() => {
    const home = box.current;
    if (!home) return;
    const drawn = new Chart(home, FIRST[kind], LEAST[kind]);
    const resized = new ResizeObserver(() => drawn.resize(home.clientWidth, home.clientHeight));
    resized.observe(home);
    chart.current = drawn;
    drawn.draw(track);
    return () => {
      resized.disconnect();
      drawn.destroy();
      chart.current = null;
    };
  }, [track, isThere, shade.value]);
  useEffect(() => chart.current?.draw(track), [now, track]);
  const words = useMemo(
    () => `Chart of ${title.toLowerCase()} over the last ${WINDOW_S} seconds, in ${unit}. ${values ? `Now x ${say(values[0])}, y ${say(values[1])}, z ${say(values[2])}.` : ''}`,
    [isThere, Math.floor(Date.now() / TOLD_MS)],
  );
  return (
    <Panel title={title} class="imu" flush aside={
        values && (
          <>
            {unit} <span class="number imu-rate">{track.rate} /s</span>
          </>
        )
      }>
      {values ? (
        <>
          <dl class="imu-now number" data-testid={`now-${kind}`}>
            {values.map((value, n) => (
              <div key={TONES[n]} style={{ '--tone': `var(--${TONES[n]})` }}>
                <dt>
                  <span class="dot" />
                  {'xyz'[n]}
                </dt>
                <dd>{say(value)}</dd>
              </div>
            ))}
            <div>
              <dt>|{kind === 'acceleration' ? 'a' : 'ω'}|</dt>
              <dd>{say(magnitude(values))}</dd>
            </div>
          </dl>
          <div class="imu-plot" ref={box} role="img" aria-label={words} data-testid={`plot-${kind}`} />
        </>
      ) : (
        <Empty title="No motion yet" waiting>
          What a phone’s sensors feel is drawn here. To see some: <code>./millrace replay imu.csv --device drone-1</code>
        </Empty>
      )}
    </Panel>
  );
}

function say(value: number): string {
  return (Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(2)).replace('-', '−');
}
