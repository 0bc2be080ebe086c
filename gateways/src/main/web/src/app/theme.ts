import { effect, signal } from '@preact/signals';
import { recall, remember } from './memory';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const stored = recall('theme');

export const theme = signal<Theme>(THEMES.find((known) => known === stored) ?? 'system');

/** Counts changes of what is really shown, by choice or by the system, for canvases that must draw again. */
export const shade = signal(0);

effect(() => {
  remember('theme', theme.value);
  if (theme.value === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme.value;
  shade.value = shade.peek() + 1;
});

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => shade.value++);

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'system';
}

/** What a colour token is right now, as a canvas wants it. */
export function colour(token: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
