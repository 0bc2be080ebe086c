interface Props {
  readonly values: readonly number[];
  /** Spans from the least to the greatest value, instead of from zero. */
  readonly fits?: boolean;
  /** What the line tells, for those who do not see it. */
  readonly label?: string;
}

const WIDTH = 96;
const HEIGHT = 24;

/** A line without axes: the newest value is at the right end, zero at the foot unless it fits. */
export function Sparkline({ values, fits, label }: Props) {
  const least = fits ? Math.min(...values) : 0;
  const most = Math.max(least + 1e-9, ...values);
  const isFlat = fits && most - least <= Math.abs(least) * 1e-9 + 1e-9;
  const height = (value: number): number => (isFlat ? 0.5 : (value - least) / (most - least));
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values.map((value, i) => `${(i * step).toFixed(1)} ${(HEIGHT - 2 - height(value) * (HEIGHT - 4)).toFixed(1)}`);
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}>
      {points.length > 1 && (
        <>
          {!fits && <path class="sparkline-area" d={`M0 ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}Z`} />}
          <path class="sparkline-line" d={`M${points.join('L')}`} vector-effect="non-scaling-stroke" />
        </>
      )}
    </svg>
  );
}
