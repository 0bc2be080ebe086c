import uPlot from 'uplot';
import { colour } from '../../../app/theme';
import { rangeOf, WINDOW_S, type Track } from './track';

/** The colours of x, y and z, as in every tool that draws axes: red, green, blue. */
export const TONES = ['series-4', 'series-6', 'series-5'] as const;

const MARKS_S = [20, 15, 10, 5, 0];

/** The last seconds of three axes. */
export class Chart {
  private readonly plot: uPlot;
  private newest = 0;
  private range: readonly [number, number] = [-1, 1];

  /** @param first where the three axes begin in a track; @param least half of the smallest range */
  constructor(box: HTMLElement, private readonly first: number, private readonly least: number) {
    const font = `11px ${getComputedStyle(box).fontFamily}`;
    const axis = { stroke: colour('ink-3'), font, grid: { stroke: colour('line'), width: 1 }, ticks: { show: false } };
    this.plot = new uPlot(
      {
        width: box.clientWidth,
        height: box.clientHeight,
        legend: { show: false },
        padding: [8, 14, 0, 0],
        cursor: { show: false },
        scales: { x: { time: false, range: () => [this.newest - WINDOW_S, this.newest] }, y: { range: () => [...this.range] } },
        axes: [
          { ...axis, size: 26, gap: 4, splits: () => MARKS_S.map((ago) => this.newest - ago), values: () => MARKS_S.map((ago) => (ago === 0 ? 'now' : `−${ago} s`)) },
          { ...axis, size: 40, gap: 6, space: 32, values: (_, splits) => splits.map((value) => String(value).replace('-', '−')) },
        ],
        series: [{}, ...TONES.map((tone) => ({ stroke: colour(tone), width: 1.25, points: { show: false } }))],
      },
      [[], [], [], []],
      box,
    );
  }

  draw(track: Track): void {
    this.newest = track.newest;
    const axes = track.axes.slice(this.first, this.first + 3);
    this.range = rangeOf(axes, this.least);
    this.plot.setData([track.times, ...axes]);
  }

  resize(width: number, height: number): void {
    this.plot.setSize({ width, height });
  }

  destroy(): void {
    this.plot.destroy();
  }
}
