/** What came in and out over the last two seconds. Times are milliseconds of one clock. */
export class Meter {
  private events: { readonly at: number; readonly bytes: number; readonly pictures: number }[] = [];

  note(at: number, bytes: number, pictures: number): void {
    this.events.push({ at, bytes, pictures });
  }

  read(now: number): { readonly bitsPerSecond: number; readonly picturesPerSecond: number } {
    this.events = this.events.filter(({ at }) => now - at <= SPAN_MS);
    const sum = (pick: 'bytes' | 'pictures'): number => this.events.reduce((all, one) => all + one[pick], 0);
    const seconds = SPAN_MS / 1000;
    return { bitsPerSecond: (sum('bytes') * 8) / seconds, picturesPerSecond: sum('pictures') / seconds };
  }
}

const SPAN_MS = 2000;
