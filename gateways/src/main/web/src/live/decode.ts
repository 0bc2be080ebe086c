/** Reads values out of JSON that others sent: always a value of the type asked for, never an exception. */
export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = Object.freeze({});

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : NONE;
}

/** At most `most` items, so that a hostile list costs no more than an honest one. */
export function list(value: unknown, most = 1000): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/** Cut to `most` characters. */
export function text(value: unknown, fallback = '', most = 500): string {
  if (typeof value === 'string') return value.length > most ? `${value.slice(0, most)}…` : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : fallback;
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A count: a finite number that is not negative, else 0. */
export function count(value: unknown): number {
  return Math.max(0, number(value) ?? 0);
}
