/** From one character of the question to another. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Where DuckDB says that something is wrong: it quotes the line, or a part of it, with a caret below. */
export function placeOf(sql: string, message: string): Place | undefined {
  const said = /LINE (\d+): ([^\n]*)\n( *)\^/.exec(message);
  if (!said) return undefined;
  const [, number = '', quote = '', indent = ''] = said;
  const line = Number(number) - 1;
  const lines = sql.split('\n');
  const text = lines[line];
  if (text === undefined) return undefined;
  const caret = indent.length - `LINE ${number}: `.length;
  const isCut = quote.startsWith('...') && !text.startsWith('...');
  const visible = (isCut ? quote.slice(3) : quote).replace(/\.\.\.$/, '');
  const begin = isCut ? Math.max(0, text.indexOf(visible)) - 3 : 0;
  const column = Math.min(Math.max(0, begin + caret), text.length);
  const from = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + column;
  const word = /^[\w."]+/.exec(text.slice(column))?.[0].length ?? 1;
  return { from, to: Math.min(from + word, sql.length) };
}

/** The message without the quotation, which the editor shows better. */
export function plain(message: string): string {
  return message.replace(/\n+LINE \d+: [\s\S]*$/, '').trim();
}
