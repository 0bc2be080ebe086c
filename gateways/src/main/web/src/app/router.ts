import { signal } from '@preact/signals';

/** The address of the page that is shown. */
export const path = signal(location.pathname);
export const query = signal(new URLSearchParams(location.search));

function read(): void {
  path.value = location.pathname;
  query.value = new URLSearchParams(location.search);
}

export function navigate(href: string): void {
  if (href !== location.pathname + location.search) history.pushState(null, '', href);
  read();
  scrollTo(0, 0);
}

/** Goes to another address in place of this one, which leaves the history. */
export function replace(href: string): void {
  history.replaceState(null, '', href);
  read();
}

/** Notes a choice in the address, so that it can be shared and survives a reload; no new history entry. */
export function note(name: string, value: string | undefined): void {
  const next = new URLSearchParams(location.search);
  if (value === undefined) next.delete(name);
  else next.set(name, value);
  const search = next.toString();
  history.replaceState(null, '', location.pathname + (search && `?${search}`));
  read();
}

/** Makes plain links inside the console switch pages without a reload. */
export function routeLinks(): void {
  addEventListener('popstate', read);
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || !link.pathname.startsWith('/console/') || link.hash) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}
