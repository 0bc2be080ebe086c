import { expect, test } from 'vitest';
import { LINES_MOST, Log } from './log';
import type { LogLevel } from './message';

const line = (message: string, level: LogLevel = 'info') => ({ line: { message, level }, at: 0 });

test('should keep the newest lines only', () => {
  const log = new Log();

  log.add(Array.from({ length: 5000 }, (_, n) => line(`${n}`)));
  log.add([line('last')]);

  expect(log.entries).toHaveLength(LINES_MOST);
  expect(log.entries.at(-1)?.message).toBe('last');
});

test('should tell what is notable from what is routine', () => {
  const log = new Log();

  log.add([line('[ERROR] Failed to process telemetry', 'error'), line('[KAFKA] ✓ Received: Speed=1', 'success'), line('x')]);

  expect(log.notable?.message).toBe('[ERROR] Failed to process telemetry');
});
