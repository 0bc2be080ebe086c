import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { recall, remember } from './memory';

export interface Shortcut {
  /** One key (`t`), or two after each other (`g o`). */
  readonly keys: string;
  readonly does: string;
  readonly run: () => void;
}

/** What works right now: the frame's own and the shown page's. */
export const shortcuts = signal<readonly Shortcut[]>([]);

/** Single keys can get in the way of speech input, so they can be turned off; `?` stays. */
export const shortcutsOn = signal(recall('shortcuts') !== 'off');

export function setShortcutsOn(on: boolean): void {
  shortcutsOn.value = on;
  remember('shortcuts', on ? 'on' : 'off');
}

/** Offers shortcuts for as long as the component is shown. */
export function useShortcuts(offered: readonly Shortcut[]): void {
  useEffect(() => {
    shortcuts.value = [...shortcuts.peek(), ...offered];
    return () => {
      shortcuts.value = shortcuts.peek().filter((one) => !offered.includes(one));
    };
  }, []);
}

const SEQUENCE_MS = 1200;
let first = { key: '', at: 0 };

export function listenForShortcuts(): void {
  addEventListener('keydown', (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.repeat || isTyping(event.target)) return;
    const both = event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${event.key}` : '';
    const hit =
      shortcuts.value.find(({ keys }) => keys === both) ?? shortcuts.value.find(({ keys }) => keys === event.key);
    first = { key: event.key, at: event.timeStamp };
    if (!hit || (!shortcutsOn.value && hit.keys !== '?')) return;
    event.preventDefault();
    hit.run();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button', 'range'].includes(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}
