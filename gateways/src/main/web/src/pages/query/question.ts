import { signal, type ReadonlySignal } from '@preact/signals';
import { ApiError, getJson, postJson, remove } from '../../live/api';
import { fields } from '../../live/decode';
import { readAnswer, readRead, ROWS_MOST, type Answer } from './answer';

const LOOK_MS = 500;
const TRIES = 10;

export type Stage =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly since: number; readonly records: number }
  | { readonly is: 'answered'; readonly sql: string; readonly answer: Answer }
  | { readonly is: 'failed'; readonly sql: string; readonly detail: string };

export interface Question {
  readonly stage: ReadonlySignal<Stage>;
  ask(sql: string): Promise<void>;
  cancel(): void;
  close(): void;
}

/** One question at a time; while it runs, how much it has read. */
export function openQuestion(): Question {
  const stage = signal<Stage>({ is: 'idle' });
  let current: { readonly id: string; readonly gone: AbortController } | undefined;

  async function look(id: string, since: number, gone: AbortSignal): Promise<void> {
    while (!gone.aborted) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      if (gone.aborted) return;
      const read = await getJson(`/analyst/api/queries/${id}`, (json) => readRead(fields(json)['read']), gone).catch(() => undefined);
      if (read && !gone.aborted) stage.value = { is: 'running', since, records: read.records };
    }
  }

  function cancel(): void {
    if (current) void end(current.id, current.gone.signal);
  }

  /** Again where the call overtakes the question itself. */
  async function end(id: string, gone: AbortSignal): Promise<void> {
    for (let tries = 0; tries < TRIES && !gone.aborted; tries++) {
      if (await remove(`/analyst/api/queries/${id}`).then(() => true, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  return {
    stage,
    async ask(sql) {
      cancel();
      const id = newId();
      const gone = new AbortController();
      const asked = (current = { id, gone });
      const since = Date.now();
      stage.value = { is: 'running', since, records: 0 };
      void look(id, since, gone.signal);
      let next: Stage;
      try {
        const answer = await postJson('/analyst/api/query', { sql, id, limits: { rows: ROWS_MOST } }, readAnswer);
        next = { is: 'answered', sql, answer };
      } catch (caught) {
        next = { is: 'failed', sql, detail: caught instanceof ApiError ? caught.detail || caught.title : 'the answer cannot be read' };
      }
      gone.abort();
      if (current !== asked) return;
      current = undefined;
      stage.value = next;
    },
    cancel,
    close() {
      cancel();
      current?.gone.abort();
      current = undefined;
    },
  };
}

/** Not randomUUID, which pages on plain addresses do not have. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
