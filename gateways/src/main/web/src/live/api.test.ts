import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, getJson, post, refusal } from './api';

const answering = (response: () => Response | Promise<Response>): void => {
  vi.stubGlobal('fetch', vi.fn(async () => response()));
};
const failure = (path = '/x'): Promise<ApiError> =>
  getJson(path, (json) => json).then(
    () => expect.fail('no error'),
    (error: unknown) => error as ApiError,
  );

afterEach(() => vi.unstubAllGlobals());

test('should hand the JSON to the decoder', async () => {
  answering(() => Response.json({ n: 1 }));

  expect(await getJson('/x', (json) => (json as { n: number }).n + 1)).toBe(2);
});

test('should say what a problem body says', async () => {
  answering(() => Response.json({ title: 'Lag too high', detail: 'topic full', status: 503 }, { status: 503 }));

  expect(await failure()).toMatchObject({ status: 503, title: 'Lag too high', detail: 'topic full' });
});

test('should make an error of an error page', async () => {
  answering(() => new Response('<html>Bad gateway</html>', { status: 502 }));

  expect(await failure()).toMatchObject({ status: 502, title: 'HTTP 502' });
});

test('should make an error of an answer that is no JSON', async () => {
  answering(() => new Response('<!doctype html>'));

  expect(await failure()).toMatchObject({ status: 200, title: 'Unreadable answer' });
});

test('should make an error of silence', async () => {
  answering(() => Promise.reject(new TypeError('fetch failed')));

  expect(await failure()).toMatchObject({ status: 0, title: 'No answer' });
});

test('should tell a refusal from anything else', async () => {
  answering(() => Response.json({ title: 'Unauthorized', detail: 'a bearer token is wanted', status: 401 }, { status: 401 }));
  expect(await refusal('/x')).toBe('a bearer token is wanted');

  answering(() => Response.json({ title: 'Not Found' }, { status: 404 }));
  expect(await refusal('/x')).toBeUndefined();

  answering(() => Promise.reject(new TypeError('fetch failed')));
  expect(await refusal('/x')).toBeUndefined();
});

test('should post, and read the answer like any other', async () => {
  const asked = vi.fn(async () => Response.json({ n: 2 }));
  vi.stubGlobal('fetch', asked);

  expect(await post('/x', (json) => (json as { n: number }).n)).toBe(2);
  expect(asked).toHaveBeenCalledWith('/x', expect.objectContaining({ method: 'POST' }));
});
