import { Panel } from '../../design/Panel';
import { Sparkline } from '../../design/Sparkline';
import { kindOf } from './aligned';
import type { Track } from './fleet';
import { boundFigure, figure, plain } from './metrics';
import { Origin } from './Origin';
import { signalsOf, titleOf, unitOf } from './signals';

/** Everything else that a vehicle measures; it is only shown for one that measures more. */
export function SignalsPanel({ track }: { readonly track: Track }) {
  const signals = signalsOf(track.samples);
  return (
    <Panel title="Other signals" class="signals" flush aside={<span class="number">{signals.length}</span>}>
      <div class="scroll-x">
        <table data-testid="signals">
          <caption class="heard">Signals of the vehicle besides those in charts, with bounds</caption>
          <thead>
            <tr>
              <th scope="col">Signal</th>
              <th scope="col" class="figure">
                Now
              </th>
              <th scope="col">Bound</th>
              <th scope="col">Origin</th>
              <th scope="col" class="signals-past">
                Recent
              </th>
            </tr>
          </thead>
          <tbody>
            {signals.map(({ name, now, past }) => (
              <tr key={name}>
                <th scope="row" title={name}>
                  {titleOf(name)}
                </th>
                <td class="figure">
                  {now.bound === undefined ? plain(now.value) : figure(now, 0)} <span class="quiet signals-unit">{unitOf(name)}</span>
                </td>
                <td class="quiet">{boundFigure(now.bound) || (kindOf(now) === 'sent' ? '' : 'unknown')}</td>
                <td>
                  <Origin value={now} />
                </td>
                <td class="signals-past">
                  <Sparkline values={past} fits />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
