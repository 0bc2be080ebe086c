import { Empty } from '../../design/Empty';
import type { Part, PartState } from './answers';

export const TONES: Readonly<Record<PartState, string>> = { ready: 'good', starting: 'calm', degraded: 'warn', down: 'bad' };

export function PartsTable({ parts, known }: { readonly parts: readonly Part[]; readonly known: boolean }) {
  if (parts.length === 0) return <Empty title={known ? 'No parts' : 'Asking for parts'} waiting={!known} />;
  return (
    <div class="scroll-x">
      <table data-testid="parts">
        <caption class="heard">Parts of the platform and their state</caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">State</th>
            <th scope="col">Detail</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name, state, detail }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <span class={`badge ${TONES[state]}`}>
                  <span class={state === 'ready' ? 'dot' : 'dot hollow'} />
                  {state}
                </span>
              </td>
              <td class="quiet wrap">{detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
