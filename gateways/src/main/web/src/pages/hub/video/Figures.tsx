import { compact } from '../../../design/format';
import type { Stats } from './playing';
import type { Stream } from './streams';

interface Props {
  readonly stats: Stats;
  readonly stream: Stream | undefined;
}

/** A picture older than this, ms, is no good for steering. */
const LATE_MS = 400;

/** How the stream comes in and how the decoder fares. */
export function Figures({ stats, stream }: Props) {
  const { latency } = stats;
  return (
    <div class="stage-figures">
      <dl class="stats number" data-testid="stats">
        <Stat
          name="Latency"
          value={latency === undefined ? '–' : latency.toFixed(0)}
          unit={latency === undefined ? '' : 'ms'}
          alarming={(latency ?? 0) > LATE_MS}
          about={latency === undefined ? 'The sender’s time stamps are of no date, so nobody knows' : 'From the sender’s time stamp to the screen'}
        />
        <Stat name="Pictures" value={stats.picturesPerSecond.toFixed(1)} unit="/s" />
        <Stat name="Bit rate" {...bitRate(stats.bitsPerSecond)} />
        <Stat name="Dropped" value={compact(stats.dropped)} alarming={stats.dropped > 0} />
        <Stat name="Resyncs" value={compact(stats.resyncs)} alarming={stats.resyncs > 0} {...(stats.trouble && { about: `Last: ${stats.trouble}` })} />
        <Stat name="Resolution" value={stats.width > 0 ? `${stats.width} × ${stats.height}` : '–'} />
        <Stat name="Codec" value={stats.codec || '–'} />
        <Stat name="Decoder" value={stats.decoder || '–'} />
        <Stat name="In decoder" value={`${stats.queue}`} alarming={stats.queue > 15} about={`${compact(stats.decoded)} pictures decoded`} />
        <Stat
          name="Taken in"
          value={stream?.takenIn === undefined ? '–' : stream.takenIn.toFixed(0)}
          unit={stream?.takenIn === undefined ? '' : 'ms'}
          about={`Until the broker had a packet${stream?.dropped ? `; ${compact(stream.dropped)} lost since the sender came` : ''}`}
          alarming={(stream?.dropped ?? 0) > 0}
        />
        <Stat name="Partition" value={stream?.partition === undefined ? '–' : `${stream.partition}`} />
        <Stat name="Owner, epoch" value={stream ? [stream.owner || '–', stream.epoch ?? ''].join(', ') : '–'} />
      </dl>
    </div>
  );
}

interface StatProps {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
  readonly alarming?: boolean;
  readonly about?: string;
}

function Stat({ name, value, unit, alarming, about }: StatProps) {
  return (
    <div title={about ?? value}>
      <dt>{name}</dt>
      <dd class={alarming ? 'warn toned' : /\d/.test(value.charAt(0)) ? '' : 'name'}>
        {value}
        {unit && <span class="quiet"> {unit}</span>}
      </dd>
    </div>
  );
}

function bitRate(bits: number): { value: string; unit: string } {
  return bits < 1e6 ? { value: (bits / 1e3).toFixed(0), unit: 'kbit/s' } : { value: (bits / 1e6).toFixed(2), unit: 'Mbit/s' };
}
