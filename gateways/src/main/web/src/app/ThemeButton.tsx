import { Icon, ICONS } from '../design/Icon';
import { nextTheme, theme } from './theme';

const NAMES = { system: 'as the system', light: 'light', dark: 'dark' } as const;

/** Steps through light, dark and as the system says. */
export function ThemeButton() {
  const said = `Theme: ${NAMES[theme.value]}`;
  return (
    <button type="button" class="button bare" aria-label={`${said}, change`} title={`${said} (t)`} data-testid="theme" onClick={nextTheme}>
      <Icon path={ICONS[theme.value]} />
    </button>
  );
}
