import { useRef } from 'preact/hooks';
import { useShortcuts } from '../../app/shortcuts';
import { Icon, ICONS } from '../../design/Icon';
import { Panel } from '../../design/Panel';
import type { Action, Logger } from './logger';

const DOING: Readonly<Record<Action, string>> = {
  start_script: 'Starting',
  stop_script: 'Stopping',
  toggle_offline: 'Toggling',
  clear_data: 'Clearing',
};

interface Props {
  readonly logger: Logger;
  readonly onCleared: () => void;
}

/** Starts and stops the logger, takes it offline, and clears what is shown. */
export function LoggerPanel({ logger, onCleared }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const running = logger.link.value.state === 'live' ? logger.running.value : undefined;
  const busy = logger.busy.value;
  const reply = logger.reply.value;
  const act = (action: Action): void => void logger.act(action);
  const startOrStop = (): void => {
    if (logger.running.peek() !== undefined) act(logger.running.peek() ? 'stop_script' : 'start_script');
  };
  const ask = (): void => {
    if (!dialog.current?.open) dialog.current?.showModal();
  };
  const clear = (): void => {
    dialog.current?.close();
    void logger.act('clear_data').then((done) => done && onCleared());
  };
  useShortcuts([
    { keys: 's', does: 'Start or stop the logger', run: startOrStop },
    { keys: 'o', does: 'Take the logger offline, or back', run: () => logger.running.peek() && act('toggle_offline') },
    { keys: 'c', does: 'Clear the data, after asking', run: ask },
  ]);
  return (
    <Panel title="Logger" class="logger" aside={<State running={running} busy={busy} />}>
      <div class="logger-buttons">
        <button type="button" class="button" disabled={busy !== undefined || running === undefined} onClick={startOrStop} title="s" data-testid="logger-start">
          <Icon path={running ? ICONS.stop : ICONS.play} />
          {running ? 'Stop' : 'Start'}
        </button>
        <button type="button" class="button" disabled={busy !== undefined || !running} onClick={() => act('toggle_offline')} aria-label="Toggle offline" title="Off the network, or back on it (o)">
          Offline
        </button>
        <button type="button" class="button" disabled={busy !== undefined} onClick={ask} aria-label="Clear the data…" title="Clear the data (c)" data-testid="clear">
          Clear…
        </button>
      </div>
      <p class={reply?.isError ? 'logger-reply bad toned' : 'logger-reply quiet'} role="status" data-testid="logger-reply">
        {reply?.message}
      </p>
      <dialog ref={dialog} class="confirm" aria-labelledby="clear-title">
        <h2 id="clear-title">Clear the data?</h2>
        <p>Every dashboard's history and the counters of compression begin anew. What the database has stored stays.</p>
        <footer>
          <button type="button" class="button" autofocus onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="button" class="button danger" onClick={clear} data-testid="clear-confirm">
            Clear data
          </button>
        </footer>
      </dialog>
    </Panel>
  );
}

function State({ running, busy }: { readonly running: boolean | undefined; readonly busy: Action | undefined }) {
  if (busy) return <span class="badge calm">{DOING[busy]}…</span>;
  if (running === undefined) return <span class="badge">state unknown</span>;
  return (
    <span class={running ? 'badge good' : 'badge'} data-testid="logger-state">
      <span class={running ? 'dot' : 'dot hollow'} />
      {running ? 'Running' : 'Not running'}
    </span>
  );
}
