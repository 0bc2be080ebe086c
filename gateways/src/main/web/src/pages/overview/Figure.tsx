import { Sparkline } from '../../design/Sparkline';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly of?: string;
  readonly tone?: string;
  readonly trail?: readonly number[];
}

/** One number that matters, large, with where it has been. */
export function Figure({ label, value, of, tone, trail }: Props) {
  return (
    <section class="panel figure-tile" aria-label={label}>
      <h2>{label}</h2>
      <p>
        <span class={`figure-value number ${tone ? `${tone} toned` : ''}`}>{value}</span> <span class="quiet number">{of}</span>
      </p>
      {trail && <Sparkline values={trail} />}
    </section>
  );
}
