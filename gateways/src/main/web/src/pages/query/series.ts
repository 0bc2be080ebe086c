import { isNumeric, isTime, numberOf, shown, timeOf, type Answer } from './answer';

/** What a chart draws: places of columns. */
export interface Choice {
  readonly x: number;
  readonly ys: readonly number[];
  /** A line for each value of this column, of the first of `ys` alone. */
  readonly split: number | undefined;
}

export interface Series {
  readonly isTime: boolean;
  /** Ascending; seconds where they are times. */
  readonly xs: readonly number[];
  readonly lines: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
  /** Lines that were left out. */
  readonly more: number;
}

export const LINES_MOST = 6;

/** Places of columns that can stand along the bottom: times first. */
export function axes({ columns }: Answer): readonly number[] {
  const places = columns.map((_, place) => place);
  return [...places.filter((place) => isTime(columns[place]!)), ...places.filter((place) => isNumeric(columns[place]!))];
}

export function numeric({ columns }: Answer): readonly number[] {
  return columns.flatMap((column, place) => (isNumeric(column) ? [place] : []));
}

/** Places of columns of which each value may have a line of its own. */
export function splits(answer: Answer): readonly number[] {
  return answer.columns.flatMap((column, place) => {
    if (column.type !== 'VARCHAR') return [];
    const values = new Set(answer.rows.map((row) => row[place]));
    return values.size > 1 && values.size < answer.rows.length ? [place] : [];
  });
}

/** What is most likely meant; undefined where nothing can be drawn. */
export function choose(answer: Answer): Choice | undefined {
  if (answer.rows.length < 2) return undefined;
  for (const x of axes(answer)) {
    const ys = numeric(answer).filter((place) => place !== x);
    if (ys.length === 0) continue;
    const repeats = new Set(answer.rows.map((row) => row[x])).size < answer.rows.length;
    const split = splits(answer).find((place) => repeats || new Set(answer.rows.map((row) => row[place])).size <= LINES_MOST);
    return { x, ys: split === undefined ? ys.slice(0, LINES_MOST) : ys.slice(0, 1), split };
  }
  return undefined;
}

export function seriesOf(answer: Answer, { x, ys, split }: Choice): Series {
  const isTimed = isTime(answer.columns[x]!);
  const at = (row: readonly unknown[]): number | undefined => {
    const time = isTimed ? timeOf(row[x]) : undefined;
    return isTimed ? time && time / 1000 : numberOf(row[x]);
  };
  const named = new Map<string, Map<number, number | undefined>>();
  const points = new Set<number>();
  for (const row of answer.rows) {
    const place = at(row);
    if (place === undefined) continue;
    points.add(place);
    for (const y of split === undefined ? ys : ys.slice(0, 1)) {
      const name = split === undefined ? answer.columns[y]!.name : row[split] === null ? 'NULL' : shown(row[split]);
      let line = named.get(name);
      if (!line) named.set(name, (line = new Map()));
      line.set(place, numberOf(row[y]));
    }
  }
  const xs = [...points].sort((a, b) => a - b);
  const lines = [...named].slice(0, LINES_MOST).map(([name, line]) => ({ name, values: xs.map((place) => line.get(place)) }));
  return { isTime: isTimed, xs, lines, more: named.size - lines.length };
}

/** The chart in words. */
export function told({ lines, xs }: Series): string {
  const each = lines.map(({ name, values }) => {
    const known = values.filter((value) => value !== undefined);
    if (known.length === 0) return `${name}: no values`;
    const least = known.reduce((a, b) => Math.min(a, b));
    const most = known.reduce((a, b) => Math.max(a, b));
    return `${name}: between ${least} and ${most}`;
  });
  return `Chart of ${xs.length} points. ${each.join('. ')}`;
}
