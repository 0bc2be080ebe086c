import { compact } from '../../design/format';
import type { Clients, Topic } from './answers';

/** A box of the flow picture. */
export interface Node {
  readonly id: string;
  readonly kind: 'gateway' | 'topic' | 'group';
  readonly name: string;
  readonly figure: string;
  readonly alarming: boolean;
}

/** A channel between boxes of neighbouring columns, by their rows; `perSecond` is what flows in it. */
export interface Channel {
  readonly from: number;
  readonly to: number;
  readonly perSecond: number;
}

export interface Column {
  readonly title: string;
  readonly nodes: readonly Node[];
  /** To the column after this one. */
  readonly channels: readonly Channel[];
}

/** What only topologies write: states and everything that is derived. The rest comes in through gateways. */
const DERIVED = new Set(['states', 'streams', 'tasks', 'projects', 'ordered', 'late', 'records', 'stats', 'updates', 'identities', 'shards']);

/** Which gateway carries a subject, where the two are not called the same. */
const CARRIER: Readonly<Record<string, string>> = { video: 'hub', imu: 'hub', device: 'hub', clock: 'hub', control: 'hub', trajectory: 'hub', display: 'displays' };

export function isInternal(name: string): boolean {
  return name.startsWith('_') || name.endsWith('-changelog') || name.endsWith('-repartition');
}

function subject(name: string): string {
  return name.split('.').at(-2) ?? '';
}

function isDerived(name: string): boolean {
  return DERIVED.has(name.split('.').at(-1) ?? '');
}

/** Gateway → topic → topology → topic, from topic names and consumer groups. */
export function flow(topics: readonly Topic[], clients: readonly Clients[], figure: (perSecond: number) => string): readonly Column[] {
  const shown = topics.filter(({ name }) => subject(name) !== '' && !isInternal(name));
  const intake = shown.filter(({ name }) => !isDerived(name));
  const derived = shown.filter(({ name }) => isDerived(name));
  const carriers = [...new Set(intake.map(({ name }) => carrier(name)))].sort();
  intake.sort((a, b) => carriers.indexOf(carrier(a.name)) - carriers.indexOf(carrier(b.name)) || a.name.localeCompare(b.name));
  const groups = [...new Set(intake.flatMap(({ consumers }) => consumers.map(({ group }) => group)))];
  const makers = (topic: Topic): number => groups.findIndex((group) => reads(group).some(({ name }) => subject(name) === subject(topic.name)));
  const reads = (group: string): readonly Topic[] => intake.filter(({ consumers }) => consumers.some((one) => one.group === group));
  const lag = (group: string): number =>
    intake.reduce((sum, { consumers }) => sum + consumers.reduce((own, one) => own + (one.group === group ? one.lag : 0), 0), 0);
  derived.sort((a, b) => makers(a) - makers(b) || a.name.localeCompare(b.name));
  const box = (topic: Topic): Node => ({ id: topic.name, kind: 'topic', name: topic.name, figure: `${figure(topic.recordsPerSecond)}/s`, alarming: false });

  return [
    {
      title: 'Gateways',
      nodes: carriers.map((name) => {
        const connected = clients.filter(({ capability }) => capability === name).reduce((sum, one) => sum + one.count, 0);
        return { id: name, kind: 'gateway', name, figure: `${connected} client${connected === 1 ? '' : 's'}`, alarming: false };
      }),
      channels: intake.map((topic, to) => ({ from: carriers.indexOf(carrier(topic.name)), to, perSecond: topic.recordsPerSecond })),
    },
    {
      title: 'Intake topics',
      nodes: intake.map(box),
      channels: groups.flatMap((group, to) =>
        reads(group).map((topic) => ({ from: intake.indexOf(topic), to, perSecond: topic.recordsPerSecond })),
      ),
    },
    {
      title: 'Topologies',
      nodes: groups.map((name) => ({ id: name, kind: 'group', name: role(name), figure: `lag ${compact(lag(name))}`, alarming: lag(name) > 1000 })),
      channels: groups.flatMap((group, from) =>
        derived.flatMap((topic, to) =>
          reads(group).some(({ name }) => subject(name) === subject(topic.name)) ? [{ from, to, perSecond: topic.recordsPerSecond }] : [],
        ),
      ),
    },
    { title: 'Derived topics', nodes: derived.map(box), channels: [] },
  ];
}

/** A group's name without the parts that every group here has. */
function role(group: string): string {
  return group.replace(/^millrace[-.]/, '').replace(/[-.]v\d+$/, '');
}

function carrier(topic: string): string {
  return CARRIER[subject(topic)] ?? subject(topic);
}
