import { Panel } from '../../design/Panel';
import { protocolName, type Track } from './fleet';

const stamp = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const miles = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** What is known of one vehicle beyond its charts. */
export function VehiclePanel({ track }: { readonly track: Track }) {
  const last = track.samples.at(-1);
  return (
    <Panel title="Vehicle">
      <dl class="facts number">
        <div>
          <dt>Number</dt>
          <dd class="mono">{track.vin || 'not said'}</dd>
        </div>
        <div>
          <dt>Protocol</dt>
          <dd>{protocolName(track) || 'not said'}</dd>
        </div>
        <div>
          <dt>Odometer</dt>
          <dd>{last?.odometer === undefined ? '–' : `${miles.format(last.odometer)} mi`}</dd>
        </div>
        <div>
          <dt>Its own clock</dt>
          <dd>{last ? readable(last.deviceTime) : '–'}</dd>
        </div>
      </dl>
    </Panel>
  );
}

function readable(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? stamp.format(ms) : 'not a time';
}
