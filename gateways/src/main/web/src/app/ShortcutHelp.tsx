import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, ICONS } from '../design/Icon';
import { setShortcutsOn, shortcuts, shortcutsOn, useShortcuts } from './shortcuts';

/** The button and the dialog that list what the keyboard can do here. */
export function ShortcutHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = useSignal(false);
  useEffect(() => {
    if (open.value) dialog.current?.showModal();
  }, [open.value]);
  useShortcuts([{ keys: '?', does: 'Show this list', run: () => (open.value = true) }]);
  return (
    <>
      <button type="button" class="button bare" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={() => (open.value = true)}>
        <Icon path={ICONS.keyboard} />
      </button>
      <dialog ref={dialog} class="shortcut-help" aria-labelledby="shortcut-title" onClose={() => (open.value = false)}>
        <h2 id="shortcut-title">Keyboard</h2>
        <dl>
          {shortcuts.value.map(({ keys, does }) => (
            <div key={keys}>
              <dt>{does}</dt>
              <dd>
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <footer>
          <label>
            <input type="checkbox" checked={shortcutsOn.value} onChange={(event) => setShortcutsOn(event.currentTarget.checked)} />
            Single-key shortcuts
          </label>
          <button type="button" class="button" autofocus onClick={() => dialog.current?.close()}>
            Close
          </button>
        </footer>
      </dialog>
    </>
  );
}
