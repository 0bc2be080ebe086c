import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Rises every `everyMs`, for what must not be drawn as often as there is news, or ages without any. */
export function useBeat(everyMs: number): ReadonlySignal<number> {
  const beat = useSignal(0);
  useEffect(() => {
    const timer = setInterval(() => beat.value++, everyMs);
    return () => clearInterval(timer);
  }, []);
  return beat;
}
