import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useShortcuts } from '../../app/shortcuts';
import { Icon, ICONS } from '../../design/Icon';
import { Panel } from '../../design/Panel';
import type { Entry, Log } from './log';
import type { LogLevel } from './message';
import { clockTime } from './plot';

const TONES: Readonly<Record<LogLevel, string>> = { info: '', success: 'good', warning: 'warn', error: 'bad' };

interface Props {
  readonly log: Log;
  readonly version: ReadonlySignal<number>;
}

/** What the server says as it works, newest last; it follows unless paused or scrolled back. */
export function LogPanel({ log, version }: Props) {
  const paused = useSignal<readonly Entry[] | undefined>(undefined);
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const toggle = (): void => void (paused.value = paused.value ? undefined : log.entries);
  useShortcuts([{ keys: 'p', does: 'Pause the log', run: toggle }]);
  void version.value;
  const shown = paused.value ?? log.entries;
  useEffect(() => {
    if (list.current && follows.current) list.current.scrollTop = list.current.scrollHeight;
  }, [shown.at(-1)?.id]);
  const onScroll = (): void => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = list.current ?? {};
    follows.current = scrollHeight - scrollTop - clientHeight < 24;
  };
  return (
    <Panel
      title="Log"
      class="log-panel"
      flush
      aside={
        <button type="button" class="button" aria-pressed={paused.value !== undefined} onClick={toggle}>
          <Icon path={paused.value ? ICONS.play : ICONS.pause} />
          {paused.value ? 'Paused' : 'Pause'}
        </button>
      }
    >
      <div class="log" ref={list} role="log" aria-live="off" aria-label="Log lines" tabIndex={0} onScroll={onScroll} data-testid="log">
       <ol>
        {shown.map(({ id, at, level, message }) => (
          <li key={id} class={TONES[level]}>
            <time class="number">{clockTime(at)}</time>
            {level !== 'info' && <span class="heard">{level}</span>}
            <span class="log-text">{message}</span>
          </li>
        ))}
       </ol>
      </div>
      <p class="heard" aria-live="polite">
        {log.notable?.message}
      </p>
    </Panel>
  );
}
