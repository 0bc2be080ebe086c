import { expect, test } from 'vitest';
import { readReply, readRunning } from './logger';

test('should take an error for one although it comes with 200', () => {
  expect(readReply({ status: 'error', message: 'Script already running' })).toEqual({ isError: true, message: 'Script already running' });
  expect(readReply({ status: 'success', message: 'Script started' })).toEqual({ isError: false, message: 'Script started' });
});

test('should not take silence for success', () => {
  for (const hostile of [undefined, null, [], 'success', {}, { status: 1 }]) expect(readReply(hostile).isError).toBe(true);
});

test('should know only what the status tells', () => {
  expect([{ script_running: true }, { script_running: false }, { script_running: 'yes' }, null].map(readRunning)).toEqual([true, false, undefined, undefined]);
});
