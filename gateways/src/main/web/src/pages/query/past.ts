import { signal, type ReadonlySignal } from '@preact/signals';
import { recall, remember } from '../../app/memory';
import { fields, list, number, parseJson, text } from '../../live/decode';

/** A question that was asked in this browser. */
export interface Asked {
  readonly sql: string;
  readonly at: number;
}

const KEPT = 50;
const LENGTH = 20_000;
const NAME = 'queries';

const kept = signal<readonly Asked[]>(readPast(recall(NAME) ?? ''));

/** The newest first, each once. */
export const past: ReadonlySignal<readonly Asked[]> = kept;

export function keep(sql: string, at: number): void {
  kept.value = withNewest(kept.peek(), { sql, at });
  remember(NAME, JSON.stringify(kept.value));
}

export function forget(): void {
  kept.value = [];
  remember(NAME, '[]');
}

export function withNewest(all: readonly Asked[], newest: Asked): readonly Asked[] {
  if (newest.sql.length > LENGTH) return all;
  return [newest, ...all.filter(({ sql }) => sql !== newest.sql)].slice(0, KEPT);
}

export function readPast(stored: string): readonly Asked[] {
  return list(parseJson(stored), KEPT).flatMap((one) => {
    const { sql, at } = fields(one);
    return typeof sql === 'string' && sql !== '' ? [{ sql: text(sql, '', LENGTH), at: number(at) ?? 0 }] : [];
  });
}
