import { count, fields, list, text } from '../../live/decode';

export interface Column {
  readonly name: string;
  readonly type: string;
}

/** What was read of one partition: offsets from `from` up to, not including, `to`. */
export interface Part {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
  readonly records: number;
}

export interface Read {
  readonly records: number;
  readonly bytes: number;
  readonly unreadable: number;
  readonly parts: readonly Part[];
}

export interface Answer {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly unknown[])[];
  /** There were no more rows. */
  readonly complete: boolean;
  /** Why there are no more, where it failed halfway. */
  readonly error: string;
  readonly elapsedMs: number;
  readonly read: Read;
}

/** A topic as a table. */
export interface Table {
  readonly name: string;
  /** The name as it is written in SQL. */
  readonly sql: string;
  readonly key: string;
  readonly carries: string;
  readonly columns: readonly Column[];
}

export const ROWS_MOST = 10_000;
const COLUMNS_MOST = 500;
const PARTS_MOST = 500;
const TYPE_LENGTH = 20_000;

/** POST /analyst/api/query. */
export function readAnswer(json: unknown): Answer {
  const said = fields(json);
  const columns = readColumns(said['columns']);
  return {
    columns,
    rows: list(said['rows'], ROWS_MOST).map((row) => {
      const cells = list(row, COLUMNS_MOST);
      return columns.map((_, place) => cells[place] ?? null);
    }),
    complete: said['complete'] === true,
    error: text(fields(said['error'])['detail'], '', 2000),
    elapsedMs: count(said['elapsed_ms']),
    read: readRead(said['read']),
  };
}

/** What a running question, or one of the past, has read. */
export function readRead(json: unknown): Read {
  const said = fields(json);
  return {
    records: count(said['records']),
    bytes: count(said['bytes']),
    unreadable: count(said['unreadable']),
    parts: list(said['partitions'], PARTS_MOST).map((part) => {
      const { topic, partition, from, to, records } = fields(part);
      return { topic: text(topic, '?'), partition: count(partition), from: count(from), to: count(to), records: count(records) };
    }),
  };
}

/** GET /analyst/api/tables. */
export function readTables(json: unknown): readonly Table[] {
  return list(json).map((table) => {
    const { name, sql, key, carries, columns } = fields(table);
    return { name: text(name, '?'), sql: text(sql, quoted(text(name, '?'))), key: text(key), carries: text(carries), columns: readColumns(columns) };
  });
}

function readColumns(json: unknown): readonly Column[] {
  return list(json, COLUMNS_MOST).map((column) => {
    const { name, type } = fields(column);
    return { name: text(name, '?'), type: text(type, '', TYPE_LENGTH) };
  });
}

export function isNumeric({ type }: Column): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\b.*)$/.test(type);
}

export function isTime({ type }: Column): boolean {
  return /^(TIMESTAMP|DATE)\b/.test(type);
}

/** A value as a number; whole numbers that a double cannot hold come as text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** Milliseconds since the epoch; times without a zone are taken for UTC, as DuckDB does here. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const iso = value.trim().replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1');
  const dated = /^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T00:00` : iso;
  const zoned = /(Z|[+-]\d\d(:?\d\d)?)$/.test(dated.slice(10)) ? dated.replace(/([+-]\d\d)$/, '$1:00') : `${dated}Z`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : time;
}

/** A value as one line of text; NULL is left to the caller. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A name as SQL wants it: in quotes where it is more than plain words with a dot. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
