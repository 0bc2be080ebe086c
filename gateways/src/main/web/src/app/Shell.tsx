import { useEffect } from 'preact/hooks';
import { Empty } from '../design/Empty';
import { Icon } from '../design/Icon';
import { Mark } from '../design/Mark';
import { PageHead } from '../design/PageHead';
import { PAGES } from './pages';
import { navigate, path, replace } from './router';
import { ShortcutHelp } from './ShortcutHelp';
import { SignIn } from './SignIn';
import { useShortcuts } from './shortcuts';
import { nextTheme } from './theme';
import { ThemeButton } from './ThemeButton';

const HOME = '/console/overview';
let arrived = false;

/** The frame around the pages: wordmark, navigation, and the page the address asks for. */
export function Shell() {
  const here = path.value.replace(/\/$/, '');
  const page = PAGES.find(({ path: now, formerly }) => now === here || formerly?.includes(here));
  useShortcuts([
    ...PAGES.flatMap(({ key, title, path: to }) =>
      key ? [{ keys: `g ${key}`, does: `Go to ${title}`, run: () => navigate(to) }] : [],
    ),
    { keys: 't', does: 'Change the theme', run: nextTheme },
  ]);
  useEffect(() => {
    if (page && page.path !== here) return replace(page.path + location.search);
    document.title = page ? `${page.title} · Millrace` : 'Millrace';
    if (arrived) document.getElementById('main')?.focus({ preventScroll: true });
    arrived = true;
  }, [here]);
  const Shown = page?.component;
  return (
    <div class="shell">
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="rail">
        <a class="wordmark" href={HOME} aria-label="Millrace, overview">
          <Mark />
          Millrace
        </a>
        <nav class="nav" aria-label="Pages">
          {PAGES.map(({ path: to, title, icon }) => (
            <a key={to} href={to} {...(to === here && { 'aria-current': 'page' })}>
              <Icon path={icon} />
              {title}
            </a>
          ))}
        </nav>
        <div class="rail-foot">
          <ThemeButton />
          <ShortcutHelp />
        </div>
      </header>
      <main id="main" tabIndex={-1} aria-label={page?.title ?? 'Not found'}>
        <SignIn />
        {Shown ? <Shown key={page?.path} /> : <NotFound />}
      </main>
    </div>
  );
}

function NotFound() {
  return (
    <>
      <PageHead title="Not found" />
      <Empty title="There is no such page">
        <a class="button" href={HOME}>
          Go to the overview
        </a>
      </Empty>
    </>
  );
}
