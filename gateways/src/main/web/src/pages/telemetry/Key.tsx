import { kindOf, KINDS, type Kind } from './aligned';
import type { Track } from './fleet';
import { METRICS } from './message';
import { ORIGINS } from './Origin';

const NAMES: Readonly<Record<Kind, string>> = {
  sent: 'sent',
  bounded: 'predicted, within the band',
  open: 'predicted, no bound known',
  degraded: 'degraded: packets missing',
};

const EACH = 28;

/** Explains the lines of the charts, as far as there are such lines. */
export function Key({ tracks }: { readonly tracks: readonly Track[] }) {
  const present = new Set(tracks.flatMap(({ samples }) => samples.flatMap(({ values }) => METRICS.flatMap((metric) => (values[metric] ? kindOf(values[metric]) : [])))));
  return (
    <ul class="telemetry-key quiet" aria-label="Key to the charts">
      {KINDS.filter((kind) => present.has(kind)).map((kind) => (
        <li key={kind} title={ORIGINS[kind].about}>
          <svg viewBox={`0 0 ${EACH} 12`} aria-hidden="true" class={kind}>
            {kind === 'bounded' && <rect x="0" y="1.5" width={EACH} height="9" />}
            <path d={`M0 6h${EACH}`} />
            {kind === 'degraded' ? <path class="mark" d="M11 3l6 6M17 3l-6 6" /> : <circle cx={EACH / 2} cy="6" r="2.75" />}
          </svg>
          {NAMES[kind]}
        </li>
      ))}
    </ul>
  );
}
