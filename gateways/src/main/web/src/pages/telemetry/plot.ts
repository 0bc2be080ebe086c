import uPlot from 'uplot';
import { colour } from '../../app/theme';
import { stretches, type Aligned } from './aligned';
import type { MetricView } from './metrics';

const POINT = 4.5;
/** Points closer than this are left to the line. */
const ROOM = 7;

/** A live chart of several tracks: solid and filled where sent, dashed and hollow where predicted. */
export class Plot {
  private aligned: Aligned = { times: [], values: [], predicted: [] };
  private densest = 0;
  private readonly plot: uPlot;

  constructor(box: HTMLElement, view: MetricView, hues: readonly string[], onHover: (place: number | undefined) => void) {
    const ink = colour('ink-3');
    const line = colour('line');
    const surface = colour('surface');
    const font = `11px ${getComputedStyle(box).fontFamily}`;
    const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
    this.plot = new uPlot(
      {
        width: box.clientWidth,
        height: box.clientHeight,
        legend: { show: false },
        padding: [8, 10, 0, 0],
        cursor: { drag: { x: false, y: false }, sync: { key: 'telemetry' }, points: { size: 7, width: 2 } },
        hooks: { setCursor: [({ cursor }) => onHover(cursor.idx ?? undefined)] },
        scales: { x: { time: true }, y: { range: (_, low, high) => view.range(low ?? 0, high ?? 0) } },
        axes: [
          { ...axis, space: 90, size: 26, gap: 4, values: clock },
          {
            ...axis, size: 40, gap: 6, space: 36,
            ...(view.ticks && { splits: () => view.ticks!.at, values: () => view.ticks!.names }),
          },
        ],
        series: [
          {},
          ...hues.flatMap((token, t) => {
            const stroke = colour(token);
            return [this.series(view, t, false, stroke, stroke), this.series(view, t, true, stroke, surface)];
          }),
        ],
      },
      [[]],
      box,
    );
  }

  draw(aligned: Aligned): void {
    this.aligned = aligned;
    this.densest = Math.max(0, ...aligned.values.map((one) => one.filter((value) => value !== undefined).length));
    this.plot.setData([aligned.times, ...aligned.values.flatMap((one) => [one, one])] as uPlot.AlignedData);
  }

  resize(width: number, height: number): void {
    this.plot.setSize({ width, height });
  }

  destroy(): void {
    this.plot.destroy();
  }

  private series(view: MetricView, track: number, predicted: boolean, stroke: string, fill: string): uPlot.Series {
    return {
      stroke,
      width: 1.75,
      ...(predicted && { dash: [3, 4] }),
      points: {
        show: true, size: POINT, stroke, fill, width: 1.25,
        filter: (plot) => this.apart(plot, track, predicted),
      },
      paths: (plot, index) => {
        const path = new Path2D();
        const values = plot.data[index] ?? [];
        for (const stretch of stretches(values, this.aligned.predicted[track] ?? [], predicted, view.breaks))
          stretch.forEach((place, i) => {
            const x = plot.valToPos(plot.data[0][place] ?? 0, 'x', true);
            const y = plot.valToPos(values[place] ?? 0, 'y', true);
            if (i === 0) path.moveTo(x, y);
            else path.lineTo(x, y);
          });
        return { stroke: path, fill: null, clip: null, flags: 0 };
      },
    };
  }

  /** The places whose points are drawn: those of this kind, and none when they would touch. */
  private apart(plot: uPlot, track: number, predicted: boolean): number[] {
    if (this.densest * ROOM > plot.over.clientWidth) return [];
    const values = this.aligned.values[track] ?? [];
    const places = values.flatMap((value, place) => (value === undefined ? [] : [place]));
    return places.filter((place) => (this.aligned.predicted[track]?.[place] ?? false) === predicted);
  }
}

const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function clockTime(ms: number): string {
  return hours.format(ms);
}

function clock(_: uPlot, splits: number[]): string[] {
  return splits.map((seconds) => clockTime(seconds * 1000));
}
