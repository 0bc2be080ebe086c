import { bytes as size, integer } from '../../design/format';
import { Panel } from '../../design/Panel';
import type { Bytes, Compression } from './message';

const RADIUS = 42;
const ROUND = 2 * Math.PI * RADIUS;
/** Three quarters of a circle, open at the foot. */
const SWEEP = 0.75;

/** How much the vehicles did not have to send, so far. */
export function CompressionPanel({ compression }: { readonly compression: Compression | undefined }) {
  const ratio = compression?.ratio ?? 0;
  const arc = (share: number): string => `${ROUND * SWEEP * share} ${ROUND}`;
  return (
    <Panel title="Compression" aside="all vehicles">
      <div class="compression">
        <div class="gauge" role="meter" aria-label="Readings saved" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(ratio * 10) / 10} aria-valuetext={`${ratio.toFixed(1)} percent`} data-testid="compression">
          <svg viewBox="0 0 100 100" aria-hidden="true">
            <g transform="rotate(135 50 50)" fill="none" stroke-width="8" stroke-linecap="round">
              <circle class="gauge-bed" cx="50" cy="50" r={RADIUS} stroke-dasharray={arc(1)} />
              {ratio > 0 && <circle class="gauge-fill" cx="50" cy="50" r={RADIUS} stroke-dasharray={arc(ratio / 100)} />}
            </g>
          </svg>
          <p>
            <span class="gauge-value number">{compression ? ratio.toFixed(1) : '–'}</span>
            <span class="quiet">% saved</span>
          </p>
        </div>
        <dl class="facts number">
          <Fact name="Readings" value={compression?.total} />
          <Fact name="Sent" value={compression?.transmitted} />
          <Fact name="Predicted" value={compression?.skipped} />
        </dl>
      </div>
      {compression?.bytes && <InBytes bytes={compression.bytes} />}
    </Panel>
  );
}

/** Short packets cost some bytes of their own, so that it can be more than was saved. */
function InBytes({ bytes: { sent, full } }: { readonly bytes: Bytes }) {
  const percent = (1 - sent / full) * 100;
  return (
    <div class="in-bytes number" data-testid="compression-bytes">
      <p>
        <span>Bytes</span>
        <strong>{percent < 0 ? `${(-percent).toFixed(1)} % more` : `${percent.toFixed(1)} % saved`}</strong>
      </p>
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect class="in-bytes-full" width="100" height="1" />
        <rect class="in-bytes-sent" width={Math.min(100, (sent / full) * 100)} height="1" />
      </svg>
      <p class="quiet">
        <span>{size(sent)} sent</span>
        <span>{size(full)} as full packets</span>
      </p>
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: number | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value === undefined ? '–' : integer(value)}</dd>
    </div>
  );
}
