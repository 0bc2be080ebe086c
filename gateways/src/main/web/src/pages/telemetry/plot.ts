import uPlot from 'uplot';
import { colour } from '../../app/theme';
import type { Aligned } from './aligned';
import { drawLine } from './ink';
import type { MetricView } from './metrics';

/** Points closer than this are left to the line. */
const ROOM = 7;

/** Half as wide as a time on the axis, less the room beside the plot. */
const HALF_A_TIME = 14;

/** A live chart of several tracks. */
export class Plot {
  private aligned: Aligned = { times: [], lines: [], low: undefined, high: undefined };
  private densest = 0;
  private readonly plot: uPlot;

  /** @param tones the colour tokens of the tracks */
  constructor(box: HTMLElement, view: MetricView, tones: readonly string[], onHover: (place: number | undefined) => void) {
    const font = `11px ${getComputedStyle(box).fontFamily}`;
    const axis = { stroke: colour('ink-3'), font, grid: { stroke: colour('line'), width: 1 }, ticks: { show: false } };
    const strokes = tones.map(colour);
    const surface = colour('surface');
    const alarm = tones.length === 1 ? colour('warn-soft') : undefined;
    this.plot = new uPlot(
      {
        width: box.clientWidth,
        height: box.clientHeight,
        legend: { show: false },
        padding: [8, 10, 0, 0],
        cursor: { drag: { x: false, y: false }, sync: { key: 'telemetry' }, points: { size: 7, width: 2 } },
        hooks: {
          setCursor: [({ cursor }) => onHover(cursor.idx ?? undefined)],
          draw: [
            (plot) => {
              const withPoints = this.densest * ROOM <= plot.over.clientWidth;
              this.aligned.lines.forEach((line, t) =>
                drawLine(plot, line, { stroke: strokes[t] ?? '', surface, alarm, breaks: view.breaks, withPoints }),
              );
            },
          ],
        },
        scales: { x: { time: true }, y: { range: () => view.range(this.aligned.low ?? 0, this.aligned.high ?? 0) } },
        axes: [
          { ...axis, space: 90, size: 26, gap: 4, values: clock },
          {
            ...axis, size: 40, gap: 6, space: 36,
            ...(view.ticks && { splits: () => view.ticks!.at, values: () => view.ticks!.names }),
          },
        ],
        // The lines are drawn by ourselves; the series are there for the axes and the cursor.
        series: [{}, ...strokes.map((stroke) => ({ stroke, paths: () => null, points: { show: false } }))],
      },
      [[]],
      box,
    );
  }

  draw(aligned: Aligned): void {
    this.aligned = aligned;
    this.densest = Math.max(0, ...aligned.lines.map((line) => line.filter(Boolean).length));
    this.plot.setData([aligned.times, ...aligned.lines.map((line) => line.map((value) => value?.value))] as uPlot.AlignedData);
  }

  resize(width: number, height: number): void {
    this.plot.setSize({ width, height });
  }

  destroy(): void {
    this.plot.destroy();
  }
}

const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function clockTime(ms: number): string {
  return hours.format(ms);
}

/** A time that would be cut off by the edge is left out. */
function clock(plot: uPlot, splits: number[]): string[] {
  const last = plot.over.clientWidth - HALF_A_TIME;
  return splits.map((seconds) => (plot.valToPos(seconds, 'x') > last ? '' : clockTime(seconds * 1000)));
}
