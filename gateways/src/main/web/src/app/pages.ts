import { h, type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** One page of the console. A folder under pages/ whose index.ts exports `page` is all it takes to add one. */
export interface Page {
  readonly path: `/console/${string}`;
  readonly title: string;
  /** SVG path data, stroked, in a box of 20 by 20. */
  readonly icon: string;
  /** Where in the navigation; low is first. */
  readonly order: number;
  /** The letter that, after `g`, goes there. */
  readonly key?: string;
  /** Addresses that it had before, so that bookmarks lead to it. */
  readonly formerly?: readonly string[];
  readonly component: ComponentType;
}

const found = import.meta.glob<{ page: Page }>(['../pages/*/index.ts', '@more-pages/*/index.ts'], { eager: true });

export const PAGES: readonly Page[] = Object.values(found)
  .map(({ page }) => page)
  .sort((a, b) => a.order - b.order || a.title.localeCompare(b.title));

/** A component whose code is fetched when it is first shown. */
export function lazy(load: () => Promise<{ default: ComponentType }>): ComponentType {
  let loaded: ComponentType | undefined;
  return function Lazy() {
    const [component, setComponent] = useState(() => loaded);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (module) => {
          loaded = module.default;
          setComponent(() => loaded);
        },
        () => setFailed(true),
      );
    }, []);
    if (failed) return h('p', { class: 'notice bad', role: 'alert' }, 'This page could not be loaded. Reload to try again.');
    return component ? h(component, null) : h('p', { class: 'heard', role: 'status' }, 'Loading');
  };
}
