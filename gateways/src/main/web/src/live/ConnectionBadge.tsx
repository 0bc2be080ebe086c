import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { label, spoken, type Link } from './link';

const TONES = { connecting: 'calm', live: 'good', reconnecting: 'warn', refused: 'bad', closed: '' } as const;

interface Props {
  readonly link: ReadonlySignal<Link>;
  readonly retry: () => void;
}

/** Says how a page stands with its server, counts down to the next attempt and offers to try at once. */
export function ConnectionBadge({ link, retry }: Props) {
  const now = useSignal(Date.now());
  const shown = link.value;
  const waiting = shown.state === 'reconnecting';
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => (now.value = Date.now()), 250);
    return () => clearInterval(timer);
  }, [waiting]);
  return (
    <span class={`badge ${TONES[shown.state]}`} data-testid="connection" data-state={shown.state}>
      <span class={shown.state === 'live' ? 'dot beating' : 'dot hollow'} />
      <span aria-hidden="true">{label(shown, Math.max(now.value, Date.now()))}</span>
      <span class="heard" role="status">
        {spoken(shown)}
      </span>
      {(waiting || shown.state === 'refused') && (
        <button type="button" onClick={retry}>
          Try now
        </button>
      )}
    </span>
  );
}
