import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, ICONS } from '../../design/Icon';
import type { Table } from './answer';
import { openEditor, type Editor } from './editor';
import { EXAMPLES } from './examples';
import { past } from './past';
import { placeOf, plain } from './place';
import type { Stage } from './question';

interface Props {
  readonly begin: string;
  readonly stage: ReadonlySignal<Stage>;
  readonly tables: readonly Table[] | undefined;
  readonly ask: (sql: string) => void;
  readonly cancel: () => void;
  /** Called once with what the rest of the page may do to the text. */
  readonly onEditor: (editor: Editor) => void;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Where a question is written and asked. */
export function EditorPanel({ begin, stage, tables, ask, cancel, onEditor }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(null);
  const isEmpty = useSignal(begin.trim() === '');
  const run = (): void => {
    const text = editor.current?.text() ?? '';
    if (text.trim() !== '') ask(text);
  };
  useEffect(() => {
    if (!box.current) return;
    const opened = openEditor(box.current, begin, run, (text) => {
      isEmpty.value = text.trim() === '';
      opened.mark(undefined, '');
    });
    editor.current = opened;
    onEditor(opened);
    return () => opened.view.destroy();
  }, []);
  useEffect(() => editor.current?.know(tables ?? []), [tables]);
  const now = stage.value;
  useEffect(() => {
    if (now.is !== 'failed' || now.sql !== editor.current?.text()) return;
    editor.current.mark(placeOf(now.sql, now.detail), plain(now.detail));
  }, [now]);

  const take = (text: string): void => {
    editor.current?.write(text);
    editor.current?.view.focus();
  };
  return (
    <section class="panel editor" aria-label="Question">
      <div class="editor-text" ref={box} data-testid="editor" />
      <div class="editor-tools">
        {now.is === 'running' ? (
          <button type="button" class="button" data-testid="cancel" onClick={cancel}>
            <Icon path={ICONS.stop} />
            Cancel
          </button>
        ) : (
          <button type="button" class="button primary" data-testid="run" disabled={isEmpty.value} onClick={run} aria-keyshortcuts={isMac ? 'Meta+Enter' : 'Control+Enter'}>
            <Icon path={ICONS.play} />
            Run
          </button>
        )}
        <span class="quiet editor-hint" aria-hidden="true">
          <kbd>{isMac ? '⌘' : 'Ctrl'}</kbd> <kbd>Enter</kbd>
        </span>
        <div class="editor-take">
          <Take label="Examples" choices={EXAMPLES.map(({ title, sql }) => ({ title, sql }))} take={take} />
          <Take label="History" choices={past.value.map(({ sql, at }) => ({ title: `${when(at)}  ${oneLine(sql)}`, sql }))} take={take} />
        </div>
      </div>
    </section>
  );
}

interface TakeProps {
  readonly label: string;
  readonly choices: readonly { readonly title: string; readonly sql: string }[];
  readonly take: (sql: string) => void;
}

/** A list whose choice becomes the question. */
function Take({ label, choices, take }: TakeProps) {
  return (
    <select
      class="button"
      aria-label={label}
      value=""
      disabled={choices.length === 0}
      onChange={({ currentTarget }) => {
        const chosen = choices[Number(currentTarget.value)];
        currentTarget.value = '';
        if (chosen) take(chosen.sql);
      }}
    >
      <option value="">{label}</option>
      {choices.map(({ title }, place) => (
        <option key={place} value={place}>
          {title}
        </option>
      ))}
    </select>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' });

function when(at: number): string {
  return clock.format(at);
}

function oneLine(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
