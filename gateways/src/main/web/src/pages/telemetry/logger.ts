import { signal } from '@preact/signals';
import { ApiError, post } from '../../live/api';
import { fields, text } from '../../live/decode';
import { poll } from '../../live/poll';

export type Action = 'start_script' | 'stop_script' | 'toggle_offline' | 'clear_data';

/** What the server said to an action. */
export interface Reply {
  readonly isError: boolean;
  readonly message: string;
}

const EVERY_MS = 3000;

/** Reads a reply of the logger's routes; they answer errors with 200 too. */
export function readReply(json: unknown): Reply {
  const said = fields(json);
  const isError = said['status'] !== 'success';
  return { isError, message: text(said['message'], isError ? 'The server did not say what became of it' : '', 300) };
}

/** Whether the logger runs; undefined when that is not told. */
export function readRunning(json: unknown): boolean | undefined {
  const running = fields(json)['script_running'];
  return typeof running === 'boolean' ? running : undefined;
}

/** The logger that the platform may start and stop. One action at a time. */
export function openLogger() {
  const status = poll('/telemetry/status', readRunning, EVERY_MS);
  const busy = signal<Action | undefined>(undefined);
  const reply = signal<Reply | undefined>(undefined);
  /** Whether it was done. */
  async function act(action: Action): Promise<boolean> {
    if (busy.peek()) return false;
    busy.value = action;
    reply.value = undefined;
    try {
      reply.value = await post(`/telemetry/${action}`, readReply);
    } catch (error) {
      reply.value = { isError: true, message: error instanceof ApiError ? error.message : String(error) };
    }
    busy.value = undefined;
    status.retry();
    return !reply.value.isError;
  }
  return { running: status.value, link: status.link, busy, reply, act, close: status.close };
}

export type Logger = ReturnType<typeof openLogger>;
