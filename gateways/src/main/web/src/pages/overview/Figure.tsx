import type { ComponentChildren } from 'preact';
import { Sparkline } from '../../design/Sparkline';

interface Props {
  readonly label: string;
  /** Undefined while it is not known. */
  readonly value: string | undefined;
  readonly of?: string;
  readonly tone?: string;
  readonly trail?: readonly number[];
  readonly children?: ComponentChildren;
}

/** One number that matters, large, with where it has been. */
export function Figure({ label, value, of, tone, trail, children }: Props) {
  return (
    <section class="panel figure-tile" aria-label={label}>
      <h2>{label}</h2>
      <p>
        <span class={`figure-value number ${tone ? `${tone} toned` : ''}`}>{value ?? <span class="figure-unknown">–</span>}</span>{' '}
        {value !== undefined && <span class="quiet number">{of}</span>}
      </p>
      {children}
      {trail && <Sparkline values={trail} />}
    </section>
  );
}
