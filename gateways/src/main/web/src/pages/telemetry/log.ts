import type { LogLine } from './message';

export interface Entry extends LogLine {
  readonly id: number;
  readonly at: number;
}

export const LINES_MOST = 200;

/** The newest lines, oldest first; what a screen reader should hear of them is kept apart from the flood. */
export class Log {
  entries: readonly Entry[] = [];
  /** The last line that is more than routine. */
  notable: Entry | undefined;
  private ids = 0;

  add(lines: readonly { readonly line: LogLine; readonly at: number }[]): void {
    const added = lines.slice(-LINES_MOST).map(({ line, at }) => ({ ...line, at, id: this.ids++ }));
    this.entries = [...this.entries, ...added].slice(-LINES_MOST);
    this.notable = added.findLast(({ level, message }) => level !== 'info' && !message.includes('Received:')) ?? this.notable;
  }

  clear(): void {
    this.entries = [];
  }
}
