import { signal } from '@preact/signals';
import { batched } from '../../live/batch';
import { openSocket } from '../../live/socket';
import { Fleet } from './fleet';
import { Log } from './log';
import { readMessage, type Compression, type LogLine } from './message';

/** Drawing more often than this costs more than eyes can see. */
const LEAST_MS = 66;
/** Messages held between two drawings; beyond it the oldest are skipped, as when the tab is hidden. */
const HELD_MOST = 4000;

/** The telemetry socket and what has come of it; `version` rises, at most 15 times a second, when there is news. */
export function openFeed() {
  const fleet = new Fleet();
  const log = new Log();
  const version = signal(0);
  const compression = signal<Compression | undefined>(undefined);
  const skipped = signal(0);
  let held: { readonly raw: string; readonly at: number }[] = [];

  function take(): void {
    const lines: { readonly line: LogLine; readonly at: number }[] = [];
    for (const { raw, at } of held) {
      const message = readMessage(raw, at);
      if (message?.type === 'log') lines.push({ line: message.line, at });
      else if (message?.type === 'history') fleet.addHistory(message.samples);
      else if (message?.type === 'dropped') skipped.value += message.count;
      else if (message?.type === 'sample') {
        fleet.add(message.sample, at);
        compression.value = message.compression ?? compression.value;
      }
    }
    held = [];
    log.add(lines);
    version.value++;
  }

  const batch = batched(take, LEAST_MS);

  const socket = openSocket('/telemetry/ws?detail=full', {
    onText: (raw) => {
      held.push({ raw, at: Date.now() });
      if (held.length > HELD_MOST) {
        skipped.value += HELD_MOST / 2;
        held = held.slice(-HELD_MOST / 2);
      }
      batch.touch();
    },
  });
  return {
    fleet, log, version, compression, skipped,
    link: socket.link,
    retry: socket.retry,
    /** Forgets the readings, as the server has. */
    clear() {
      take();
      fleet.clear();
      version.value++;
    },
    close() {
      socket.close();
      batch.stop();
    },
  };
}
