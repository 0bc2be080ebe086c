import { numberOf, shown } from './answer';

export interface Order {
  readonly column: number;
  readonly isDescending: boolean;
}

/** Rows in another order, NULLs at the end; equal ones stay as they came. */
export function sorted(rows: readonly (readonly unknown[])[], order: Order | undefined): readonly (readonly unknown[])[] {
  if (!order) return rows;
  const { column, isDescending } = order;
  return [...rows].sort((a, b) => {
    const [one, other] = [a[column] ?? null, b[column] ?? null];
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
    const by = compared(one, other);
    return isDescending ? -by : by;
  });
}

function compared(one: unknown, other: unknown): number {
  const [a, b] = [numberOf(one), numberOf(other)];
  if (a !== undefined && b !== undefined) return a - b;
  return shown(one).localeCompare(shown(other), 'en');
}

/** As spreadsheets take it from the clipboard. */
export function tabbed(columns: readonly { readonly name: string }[], rows: readonly (readonly unknown[])[]): string {
  const cell = (value: unknown): string => (value === null ? '' : shown(value).replace(/[\t\r\n]+/g, ' '));
  return [columns.map(({ name }) => cell(name)), ...rows.map((row) => row.map(cell))].map((line) => line.join('\t')).join('\n');
}
