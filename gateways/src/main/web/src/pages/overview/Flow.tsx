import { Fragment } from 'preact';
import { rate } from '../../design/format';
import type { Clients, Topic } from './answers';
import { flow, type Channel, type Column } from './flow';

const ROW = 40;

interface Props {
  readonly topics: readonly Topic[];
  readonly clients: readonly Clients[];
}

/** The way of the data through the platform: boxes in columns, channels as wide as what flows in them. */
export function Flow({ topics, clients }: Props) {
  const columns = flow(topics, clients, rate).filter(({ nodes }) => nodes.length > 0);
  const rows = Math.max(...columns.map(({ nodes }) => nodes.length));
  return (
    <div class="scroll-x" tabIndex={0} role="group" aria-label="Flow picture; the tables below say the same">
      <div class="flow" style={{ '--rows': rows }}>
        {columns.map((column, i) => {
          const next = columns[i + 1];
          return (
            <Fragment key={column.title}>
              <Boxes column={column} rows={rows} />
              {next && <Channels column={column} next={next} rows={rows} />}
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

function Boxes({ column, rows }: { readonly column: Column; readonly rows: number }) {
  return (
    <div class="flow-column">
      <h3>{column.title}</h3>
      <ul style={{ height: `${rows * ROW}px` }}>
        {column.nodes.map(({ id, kind, name, figure, alarming }) => (
          <li key={id} class={`flow-${kind}`} title={name}>
            <span>{name}</span>
            <span class={alarming ? 'number warn toned' : 'number quiet'}>{figure}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ChannelsProps {
  readonly column: Column;
  readonly next: Column;
  readonly rows: number;
}

function Channels({ column, next, rows }: ChannelsProps) {
  const y = (row: number, of: number): number => ((row + 0.5) * rows * ROW) / of;
  return (
    <svg class="flow-channels" viewBox={`0 0 100 ${rows * ROW}`} preserveAspectRatio="none" style={{ height: `${rows * ROW}px` }} aria-hidden="true">
      {column.channels.map((channel) => {
        const [from, to] = [y(channel.from, column.nodes.length), y(channel.to, next.nodes.length)];
        return <ChannelPath key={`${channel.from} ${channel.to}`} channel={channel} d={`M0 ${from}C55 ${from} 45 ${to} 100 ${to}`} />;
      })}
    </svg>
  );
}

function ChannelPath({ channel, d }: { readonly channel: Channel; readonly d: string }) {
  const width = channel.perSecond > 0 ? Math.min(9, 2 + Math.log2(1 + channel.perSecond)) : 1;
  return (
    <g class={channel.perSecond > 0 ? 'flowing' : ''}>
      <path class="flow-bed" d={d} stroke-width={width} vector-effect="non-scaling-stroke" />
      {channel.perSecond > 0 && <path class="flow-water" d={d} stroke-width={Math.max(1, width / 4)} vector-effect="non-scaling-stroke" />}
    </g>
  );
}
