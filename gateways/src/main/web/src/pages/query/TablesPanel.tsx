import { useSignal } from '@preact/signals';
import { Icon, ICONS } from '../../design/Icon';
import { Panel } from '../../design/Panel';
import { quoted, type Column, type Table } from './answer';
import { shortType } from './editor';

interface Props {
  readonly tables: readonly Table[] | undefined;
  readonly failure: string;
  readonly insert: (text: string) => void;
}

/** Each topic as a table, with its columns; a press writes a name into the question. */
export function TablesPanel({ tables, failure, insert }: Props) {
  const wanted = useSignal('');
  const found = (tables ?? []).filter(({ name, columns }) => {
    const sought = wanted.value.trim().toLowerCase();
    return name.includes(sought) || columns.some((column) => column.name.toLowerCase().includes(sought));
  });
  return (
    <Panel title="Topics" flush class="tables">
      <div class="tables-find">
        <Icon path={ICONS.find} />
        <input
          type="search"
          placeholder="Find a topic or a column"
          aria-label="Find a topic or a column"
          value={wanted.value}
          onInput={({ currentTarget }) => (wanted.value = currentTarget.value)}
        />
      </div>
      {failure !== '' && <p class="notice bad" role="alert">{failure}</p>}
      <ul class="tables-list" data-testid="tables">
        {found.map((table) => (
          <li key={table.name}>
            <details open={wanted.value.trim() !== '' && found.length < 4}>
              <summary title={table.carries}>{table.name}</summary>
              <p class="quiet tables-about">
                {table.carries}. Key: {table.key}.{' '}
                <button type="button" class="tables-take" onClick={() => insert(table.sql)}>
                  Insert name
                </button>
              </p>
              <ul>
                {table.columns.map((column) => (
                  <ColumnRow key={column.name} column={column} insert={insert} />
                ))}
              </ul>
            </details>
          </li>
        ))}
        {tables && found.length === 0 && <li class="quiet tables-about">None is called so</li>}
      </ul>
    </Panel>
  );
}

function ColumnRow({ column, insert }: { readonly column: Column; readonly insert: (text: string) => void }) {
  return (
    <li>
      <button type="button" class="tables-column" title={column.type} onClick={() => insert(quoted(column.name))}>
        <span>{column.name}</span>
        <span class="quiet">{shortType(column.type)}</span>
      </button>
    </li>
  );
}
