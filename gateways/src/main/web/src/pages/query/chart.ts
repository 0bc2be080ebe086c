import uPlot from 'uplot';
import { colour } from '../../app/theme';
import type { Series } from './series';

/** Points farther apart than this are drawn each. */
const ROOM = 8;

/** A chart of an answer. */
export function drawChart(box: HTMLElement, { isTime, xs, lines }: Series): uPlot {
  const font = `11px ${getComputedStyle(box).fontFamily}`;
  const axis = { stroke: colour('ink-3'), font, grid: { stroke: colour('line'), width: 1 }, ticks: { show: false } };
  const withPoints = xs.length * ROOM <= box.clientWidth;
  return new uPlot(
    {
      width: box.clientWidth,
      height: box.clientHeight,
      legend: { show: false },
      padding: [8, 12, 0, 0],
      cursor: { points: { size: 7, width: 2 } },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
      scales: { x: { time: isTime } },
      axes: [
        { ...axis, space: 90, size: 30, gap: 5, ...(isTime && { values: clock }) },
        { ...axis, size: (_, values) => 18 + 7 * Math.max(3, ...(values ?? []).map((value) => value.length)), gap: 6, space: 36 },
      ],
      series: [
        {},
        ...lines.map(({ name }, i) => ({
          label: name,
          stroke: colour(`series-${i + 1}`),
          width: 1.75,
          spanGaps: true,
          points: { show: withPoints, size: 5, fill: colour('surface') },
        })),
      ],
    },
    [[...xs], ...lines.map(({ values }) => [...values])] as uPlot.AlignedData,
    box,
  );
}

const DAY = 86_400;
const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC' });
const days = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** In UTC, as the table shows times. */
function clock(_: uPlot, splits: number[]): string[] {
  const span = (splits.at(-1) ?? 0) - (splits[0] ?? 0);
  return splits.map((seconds) => (span < DAY ? hours : days).format(seconds * 1000));
}
