import 'uplot/dist/uPlot.min.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { shade } from '../../app/theme';
import type { Answer } from './answer';
import { drawChart } from './chart';
import { axes, LINES_MOST, numeric, seriesOf, splits, told, type Choice } from './series';

interface Props {
  readonly answer: Answer;
  readonly choice: Choice;
}

/** Numbers of an answer over one of its columns. */
export function ResultChart({ answer, choice: begin }: Props) {
  const choice = useSignal(begin);
  const box = useRef<HTMLDivElement>(null);
  const pointed = useSignal<number | null>(null);
  const series = useMemo(() => seriesOf(answer, choice.value), [answer, choice.value]);
  const drawn = shade.value;
  useEffect(() => {
    const home = box.current;
    if (!home) return;
    const plot = drawChart(home, series);
    const resized = new ResizeObserver(() => plot.setSize({ width: home.clientWidth, height: home.clientHeight }));
    resized.observe(home);
    const onMove = (): void => void (pointed.value = plot.cursor.idx ?? null);
    plot.over.addEventListener('mousemove', onMove);
    plot.over.addEventListener('mouseleave', () => (pointed.value = null));
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [series, drawn]);
  const { x, ys, split } = choice.value;
  const name = (place: number): string => answer.columns[place]?.name ?? '';
  const change = (part: Partial<Choice>): void => void (choice.value = { ...choice.value, ...part });
  const at = pointed.value;
  return (
    <div class="chart" data-testid="chart">
      <div class="chart-choices">
        <label>
          Along
          <select value={x} onChange={({ currentTarget }) => change({ x: Number(currentTarget.value), ys: ys.filter((y) => y !== Number(currentTarget.value)) })}>
            {axes(answer).map((place) => (
              <option key={place} value={place}>{name(place)}</option>
            ))}
          </select>
        </label>
        {splits(answer).length > 0 && (
          <label>
            A line for each
            <select value={split ?? ''} onChange={({ currentTarget }) => change({ split: currentTarget.value === '' ? undefined : Number(currentTarget.value) })}>
              <option value="">column</option>
              {splits(answer).map((place) => (
                <option key={place} value={place}>{name(place)}</option>
              ))}
            </select>
          </label>
        )}
        <fieldset>
          <legend class="heard">Drawn</legend>
          {numeric(answer)
            .filter((place) => place !== x)
            .map((place) => (
              <label key={place}>
                <input
                  type={split === undefined ? 'checkbox' : 'radio'}
                  name="drawn"
                  checked={split === undefined ? ys.includes(place) : ys[0] === place}
                  disabled={split === undefined && !ys.includes(place) && ys.length >= LINES_MOST}
                  onChange={({ currentTarget }) =>
                    change({ ys: split !== undefined ? [place] : currentTarget.checked ? [...ys, place] : ys.filter((y) => y !== place) })
                  }
                />
                {name(place)}
              </label>
            ))}
        </fieldset>
      </div>
      <ul class="chart-key number">
        {series.lines.map((line, i) => (
          <li key={line.name} style={{ '--tone': `var(--series-${i + 1})` }}>
            <span class="dot" />
            <span>{line.name}</span>
            {at !== null && <strong>{line.values[at] === undefined ? '–' : figure(line.values[at])}</strong>}
          </li>
        ))}
        {series.more > 0 && <li class="quiet">and {series.more} more that are not drawn</li>}
      </ul>
      <div class="chart-plot" ref={box} role="img" aria-label={told(series)} />
    </div>
  );
}

const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });

function figure(value: number): string {
  return digits.format(value);
}
