import { Empty } from '../../design/Empty';
import { integer } from '../../design/format';
import type { Clients } from './answers';

export function ClientsTable({ clients, known }: { readonly clients: readonly Clients[]; readonly known: boolean }) {
  if (clients.length === 0)
    return (
      <Empty title={known ? 'Nobody is connected' : 'Asking for clients'} waiting={!known}>
        {known && 'Devices and viewers appear here as they connect.'}
      </Empty>
    );
  return (
    <div class="scroll-x">
      <table data-testid="clients">
        <caption class="heard">Connected clients by capability and socket, with dropped messages</caption>
        <thead>
          <tr>
            <th scope="col">Capability</th>
            <th scope="col">Socket</th>
            <th scope="col" class="figure">
              Connected
            </th>
            <th scope="col" class="figure">
              Dropped
            </th>
          </tr>
        </thead>
        <tbody>
          {clients.map(({ capability, socket, count, dropped }) => (
            <tr key={`${capability} ${socket}`}>
              <th scope="row">{capability}</th>
              <td class="mono quiet">{socket}</td>
              <td class="figure">{integer(count)}</td>
              <td class={dropped > 0 ? 'figure warn toned' : 'figure quiet'}>{integer(dropped)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
