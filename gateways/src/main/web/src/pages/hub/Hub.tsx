import 'uplot/dist/uPlot.min.css';
import './hub.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { note, query } from '../../app/router';
import { useShortcuts } from '../../app/shortcuts';
import { Empty } from '../../design/Empty';
import { integer } from '../../design/format';
import { PageHead } from '../../design/PageHead';
import { ConnectionBadge } from '../../live/ConnectionBadge';
import { poll } from '../../live/poll';
import { aim, type Target } from './aim';
import { watchClock } from './clock';
import { ControlPanel } from './control/ControlPanel';
import { readClocks, readDevices, readImus } from './devices/answers';
import { DevicesPanel } from './devices/DevicesPanel';
import { ImuPanel } from './imu/ImuPanel';
import { TrajectoryPanel } from './trajectory/TrajectoryPanel';
import { UploadsPanel } from './uploads/UploadsPanel';
import { Stage } from './video/Stage';
import { Streams } from './video/Streams';
import { readStreams } from './video/streams';
import { openViewer } from './viewer';

const OFTEN_MS = 2000;
const SELDOM_MS = 5000;

/** What cameras, phones and drones send, and what they are told: pictures, motion, poses, sticks and files. */
export default function Hub() {
  const polls = useMemo(
    () => ({
      streams: poll('/hub/api/streams', readStreams, OFTEN_MS),
      devices: poll('/hub/api/devices', readDevices, OFTEN_MS),
      imus: poll('/hub/api/imu', readImus, OFTEN_MS),
      clocks: poll('/hub/api/clocks', readClocks, SELDOM_MS),
    }),
    [],
  );
  useEffect(() => () => Object.values(polls).forEach((one) => one.close()), [polls]);
  useEffect(watchClock, []);

  const devices = polls.devices.value.value;
  const imus = polls.imus.value.value ?? [];
  const isTold = devices !== undefined || polls.devices.error.value !== undefined;
  const held = useSignal<string | undefined>(undefined);
  const target = useRef<Target>({ chosen: undefined, filter: undefined });
  // Whoever steers goes on steering, whatever device comes or goes.
  if (held.value === undefined) target.current = aim(devices ?? [], imus, query.value.get('device') ?? undefined);
  const { filter } = target.current;
  const chosen = devices?.find(({ id }) => id === target.current.chosen);
  const chooseDevice = (id: string): void => {
    if (held.peek() === undefined) note('device', id);
  };
  const viewer = useMemo(() => (isTold ? openViewer(filter) : undefined), [isTold, filter]);
  useEffect(() => () => viewer?.close(), [viewer]);

  const streams = polls.streams.value.value;
  const wanted = query.value.get('stream') ?? undefined;
  const firstOpen = streams?.find(({ open }) => open)?.id;
  const shown = wanted ?? firstOpen;
  const wall = query.value.get('view') === 'wall';
  const playing = useSignal<HTMLCanvasElement | undefined>(undefined);
  useEffect(() => {
    if (wanted === undefined && firstOpen !== undefined) note('stream', firstOpen);
  }, [wanted, firstOpen]);
  const setWall = (on: boolean): void => note('view', on ? 'wall' : undefined);
  const choose = (id: string): void => {
    note('stream', id);
    setWall(false);
  };
  useShortcuts([{ keys: 'v', does: 'One stream, or all of them', run: () => setWall(query.peek().get('view') !== 'wall') }]);
  const worse = polls.streams.link.value.state === 'live' && viewer ? viewer : polls.streams;
  return (
    <>
      <PageHead title="Hub">
        {viewer && viewer.skipped.value > 0 && <span class="badge warn">{integer(viewer.skipped.value)} skipped</span>}
        <div class="switch" role="group" aria-label="View">
          <button type="button" class="button" aria-pressed={!wall} onClick={() => setWall(false)}>
            One stream
          </button>
          <button type="button" class="button" aria-pressed={wall} onClick={() => setWall(true)} title="All of them (v)" data-testid="wall">
            All streams
          </button>
        </div>
        <ConnectionBadge link={worse.link} retry={worse.retry} />
      </PageHead>
      {polls.streams.error.value && (
        <p class="notice bad" role="alert">
          {polls.streams.error.value.message}
        </p>
      )}
      <div class="hub">
        <div class="hub-pictures">
          {!wall &&
            (shown === undefined ? (
              streams && streams.length > 0 && (
                <section class="panel stage-none" aria-label="Picture">
                  <Empty title="No stream is open">The first that opens plays by itself.</Empty>
                </section>
              )
            ) : (
              <Stage key={shown} id={shown} stream={streams?.find(({ id }) => id === shown)} playing={playing} />
            ))}
          <Streams streams={streams} chosen={shown} choose={choose} wall={wall} playing={playing} />
        </div>
        <div class="hub-side">
          {viewer && <TrajectoryPanel key={filter} path={viewer.path} version={viewer.version} rate={viewer.poseRate} />}
          {viewer && <ControlPanel devices={devices} chosen={chosen} choose={chooseDevice} viewer={viewer} held={held} />}
        </div>
        {viewer && (
          <div class="hub-motion">
            <ImuPanel title="Accelerometer" unit="m/s²" kind="acceleration" track={viewer.track} version={viewer.version} />
            <ImuPanel title="Gyroscope" unit="rad/s" kind="rotation" track={viewer.track} version={viewer.version} />
          </div>
        )}
        <div class="hub-things">
          <DevicesPanel devices={devices} clocks={polls.clocks.value.value ?? []} imus={imus} chosen={chosen?.id} choose={chooseDevice} untold={polls.devices.link.value.state === 'refused'} />
          <UploadsPanel />
        </div>
      </div>
    </>
  );
}
