import { compact } from '../../design/format';
import { Panel } from '../../design/Panel';
import type { Stats } from './player';
import type { Stream } from './streams';

interface Props {
  readonly stats: Stats;
  readonly stream: Stream | undefined;
}

/** How the stream comes in and how the decoder fares. */
export function StatsPanel({ stats, stream }: Props) {
  const known = stats.width > 0;
  return (
    <Panel title="Playback" aside={stats.decoder}>
      <dl class="stats number" data-testid="stats">
        <Stat name="Resolution" value={known ? `${stats.width} × ${stats.height}` : '–'} />
        <Stat name="Pictures" value={stats.picturesPerSecond.toFixed(1)} unit="/s" />
        <Stat name="Bit rate" {...bitRate(stats.bitsPerSecond)} />
        <Stat name="Codec" value={stats.codec || '–'} />
        <Stat name="Decoder queue" value={`${stats.queue}`} alarming={stats.queue > 15} />
        <Stat name="Decoded" value={compact(stats.decoded)} />
        <Stat name="Dropped" value={compact(stats.dropped)} alarming={stats.dropped > 0} />
        <Stat name="Resyncs" value={compact(stats.resyncs)} alarming={stats.resyncs > 0} />
        <Stat name="Partition" value={stream?.partition === undefined ? '–' : `${stream.partition}`} />
        <Stat name="Owner, epoch" value={stream ? [stream.owner || '–', stream.epoch ?? ''].join(', ') : '–'} />
      </dl>
      {stats.trouble && <p class="quiet stats-trouble">Last resync: {stats.trouble}</p>}
    </Panel>
  );
}

interface StatProps {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
  readonly alarming?: boolean;
}

function Stat({ name, value, unit, alarming }: StatProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={alarming ? 'warn toned' : /\d/.test(value.charAt(0)) ? '' : 'name'} title={value}>
        {value}
        {unit && <span class="quiet"> {unit}</span>}
      </dd>
    </div>
  );
}

function bitRate(bits: number): { value: string; unit: string } {
  return bits < 1e6 ? { value: (bits / 1e3).toFixed(0), unit: 'kbit/s' } : { value: (bits / 1e6).toFixed(2), unit: 'Mbit/s' };
}
