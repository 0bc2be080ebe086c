import { Empty } from '../../../design/Empty';
import { ago } from '../../../design/format';
import { Panel } from '../../../design/Panel';
import { offsetText, type Battery, type Clock, type Device, type Imu } from './answers';

interface Props {
  readonly devices: readonly Device[] | undefined;
  readonly clocks: readonly Clock[];
  readonly imus: readonly Imu[];
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  /** Whether the hub does not tell of devices at all. */
  readonly untold: boolean;
}

const LOW_PERCENT = 20;

/** Who is connected, how charged, how its clock goes and what its sensors send. */
export function DevicesPanel({ devices, clocks, imus, chosen, choose, untold }: Props) {
  const present = devices?.filter((one) => one.present).length ?? 0;
  return (
    <Panel title="Devices" class="devices" flush aside={devices && devices.length > 0 && <span class="number">{present} of {devices.length} there</span>}>
      {untold && !devices ? (
        <Empty title="This hub tells of no devices" />
      ) : !devices?.length ? (
        <Empty title={devices ? 'No devices yet' : 'Asking for devices'} waiting>
          {devices && (
            <>
              A phone that opens <code>/hub/ws/phone?device=NAME</code> appears here.
            </>
          )}
        </Empty>
      ) : (
        <div class="scroll-x">
          <table data-testid="devices">
            <caption class="heard">Devices of the hub, with presence, battery, clock and inertial samples</caption>
            <thead>
              <tr>
                <th scope="col">Device</th>
                <th scope="col">Presence</th>
                <th scope="col">Battery</th>
                <th scope="col" class="figure minor">
                  Clock
                </th>
                <th scope="col" class="figure">
                  Motion
                </th>
                <th scope="col" class="minor">
                  Says
                </th>
              </tr>
            </thead>
            <tbody>
              {devices.map((device) => (
                <tr key={device.id} class={device.id === chosen ? 'chosen' : ''}>
                  <th scope="row">
                    <button type="button" class="device-name" aria-pressed={device.id === chosen} onClick={() => choose(device.id)} title="Show and steer this one">
                      {device.id}
                    </button>
                  </th>
                  <td>
                    <Presence device={device} />
                  </td>
                  <td>
                    <Charge battery={device.battery} />
                  </td>
                  <td class="figure minor">
                    <Off clock={clocks.find((one) => one.device === device.id)} />
                  </td>
                  <td class="figure">
                    <Motion imu={imus.find((one) => one.device === device.id)} />
                  </td>
                  <td class={device.said?.isError ? 'minor device-says bad toned' : 'minor device-says quiet'} title={device.said?.text}>
                    {device.said?.text}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Presence({ device }: { readonly device: Device }) {
  return (
    <>
      <span class={device.present ? 'badge good' : 'badge'}>
        <span class={device.present ? 'dot' : 'dot hollow'} />
        {device.present ? device.channels.join(', ') || 'there' : 'away'}
      </span>
      {!device.present && device.lastSeen !== undefined && <span class="quiet device-seen"> {ago(Date.now() - device.lastSeen)}</span>}
    </>
  );
}

function Charge({ battery }: { readonly battery: Battery | undefined }) {
  if (!battery) return <span class="quiet">–</span>;
  if (battery.percent === undefined) return <span class="quiet">{battery.text || 'unknown'}</span>;
  const low = battery.percent <= LOW_PERCENT;
  return (
    <span class={low ? 'charge bad' : 'charge good'} title={battery.text}>
      <span class="charge-cell" aria-hidden="true">
        <span style={{ width: `${battery.percent}%` }} />
      </span>
      <span class={low ? 'toned' : ''}>{battery.percent.toFixed(0)} %</span>
    </span>
  );
}

function Off({ clock }: { readonly clock: Clock | undefined }) {
  if (!clock) return <span class="quiet">–</span>;
  return (
    <span title={`Its ${clock.name} clock against the platform’s`}>
      {clock.within === undefined && <span class="quiet">≤ </span>}
      {offsetText(clock.offset)}
      {clock.within !== undefined && <span class="quiet"> ±{clock.within < 10 ? clock.within.toFixed(1) : clock.within.toFixed(0)}</span>}
    </span>
  );
}

function Motion({ imu }: { readonly imu: Imu | undefined }) {
  if (!imu) return <span class="quiet">–</span>;
  const troubles = [imu.late > 0 && `${imu.late} late`, imu.duplicates > 0 && `${imu.duplicates} repeated`, imu.gaps > 0 && `${imu.gaps} gaps`].filter(Boolean).join(', ');
  return <span title={troubles || 'None late, repeated or missing'}>{imu.rate.toFixed(0)} /s</span>;
}
