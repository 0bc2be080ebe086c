import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { isNumeric, shown, type Answer } from './answer';
import { shortType } from './editor';
import { sorted, type Order } from './sorted';

const ROW_PX = 28;
/** Drawn beyond what is seen, so that scrolling meets no gap. */
const SPARE = 12;
const LONGEST = 400;

/** The rows of an answer, of which only those in sight are drawn. */
export function ResultTable({ answer }: { readonly answer: Answer }) {
  const order = useSignal<Order | undefined>(undefined);
  const top = useSignal(0);
  const height = useRef(560);
  const rows = useMemo(() => sorted(answer.rows, order.value), [answer, order.value]);
  const first = Math.max(0, Math.floor(top.value / ROW_PX) - SPARE);
  const last = Math.min(rows.length, first + Math.ceil(height.current / ROW_PX) + 2 * SPARE);
  const turn = (column: number): void => {
    const now = order.value;
    if (now?.column !== column) order.value = { column, isDescending: false };
    else order.value = now.isDescending ? undefined : { column, isDescending: true };
  };
  return (
    <div
      class="result-scroll"
      tabIndex={0}
      role="region"
      aria-label="Rows of the answer"
      onScroll={({ currentTarget }) => {
        height.current = currentTarget.clientHeight;
        top.value = Math.floor(currentTarget.scrollTop / ROW_PX) * ROW_PX;
      }}
    >
      <table class="result" data-testid="result" aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {answer.columns.map((column, place) => {
              const by = order.value?.column === place ? (order.value.isDescending ? 'descending' : 'ascending') : undefined;
              return (
                <th key={place} scope="col" class={isNumeric(column) ? 'figure' : ''} {...(by && { 'aria-sort': by })}>
                  <button type="button" onClick={() => turn(place)} title={column.type}>
                    <span class="result-name">
                      {column.name}
                      <span class="result-order" aria-hidden="true">{by ? (by === 'ascending' ? '↑' : '↓') : ''}</span>
                    </span>
                    <span class="result-type">{shortType(column.type)}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr class="result-gap" aria-hidden="true" style={{ height: `${first * ROW_PX}px` }} />}
          {rows.slice(first, last).map((row, place) => (
            <tr key={first + place} aria-rowindex={first + place + 2}>
              {row.map((value, column) => (
                <Cell key={column} value={value} isFigure={isNumeric(answer.columns[column]!)} />
              ))}
            </tr>
          ))}
          {last < rows.length && <tr class="result-gap" aria-hidden="true" style={{ height: `${(rows.length - last) * ROW_PX}px` }} />}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ value, isFigure }: { readonly value: unknown; readonly isFigure: boolean }) {
  if (value === null) return <td class={isFigure ? 'figure null' : 'null'}>NULL</td>;
  const text = shown(value);
  const isLong = text.length > LONGEST;
  return (
    <td class={isFigure ? 'figure' : typeof value === 'object' ? 'nested' : ''} {...(text.length > 40 && { title: isLong ? `${text.slice(0, 2000)}` : text })}>
      {isLong ? `${text.slice(0, LONGEST)}…` : text}
    </td>
  );
}
