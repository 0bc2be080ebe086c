import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Whether an element can be seen: on the screen, in a tab that is looked at. */
export function useVisible(element: RefObject<Element | null>): ReadonlySignal<boolean> {
  const seen = useSignal(false);
  useEffect(() => {
    if (!element.current) return;
    let isOnScreen = false;
    const say = (): void => void (seen.value = isOnScreen && !document.hidden);
    const observer = new IntersectionObserver((entries) => {
      isOnScreen = entries.at(-1)?.isIntersecting ?? false;
      say();
    });
    observer.observe(element.current);
    document.addEventListener('visibilitychange', say);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', say);
    };
  }, []);
  return seen;
}
