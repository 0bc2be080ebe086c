import { fields, number, parseJson, text } from './decode';
import { authorization, tokenWanted } from './token';

/** A request that did not bring what was asked for: an RFC 9457 problem where the server said one. */
export class ApiError extends Error {
  constructor(
    /** The HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly title: string,
    readonly detail: string = '',
  ) {
    super(detail ? `${title}: ${detail}` : title);
    this.name = 'ApiError';
  }
}

/** GETs JSON and reads it with `decode`, which never throws; everything else becomes an ApiError. */
export async function getJson<T>(path: string, decode: (json: unknown) => T, signal?: AbortSignal): Promise<T> {
  return read(path, decode, { ...(signal && { signal }) });
}

/** POSTs nothing but the wish, and reads the answer as `getJson` does. */
export async function post<T>(path: string, decode: (json: unknown) => T): Promise<T> {
  return read(path, decode, { method: 'POST' });
}

/** POSTs JSON, and reads the answer as `getJson` does. */
export async function postJson<T>(path: string, body: unknown, decode: (json: unknown) => T): Promise<T> {
  return read(path, decode, { method: 'POST', body: JSON.stringify(body) });
}

/** POSTs JSON for a file. */
export async function postForFile(path: string, body: unknown): Promise<Blob> {
  const response = await answer(path, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw problem(response.status, parseJson(await response.text().catch(() => '')));
  return response.blob().catch(() => {
    throw new ApiError(response.status, 'The answer broke off');
  });
}

/** DELETEs what stands at a path. */
export async function remove(path: string): Promise<void> {
  const response = await answer(path, { method: 'DELETE' });
  if (!response.ok) throw problem(response.status, parseJson(await response.text().catch(() => '')));
}

async function read<T>(path: string, decode: (json: unknown) => T, request: RequestInit): Promise<T> {
  const response = await answer(path, request);
  const body = await response.text().catch(() => '');
  const json = parseJson(body);
  if (response.status === 401) tokenWanted.value = true;
  if (!response.ok) throw problem(response.status, json);
  if (json === undefined) throw new ApiError(response.status, 'Unreadable answer', `${path} did not answer with JSON`);
  return decode(json);
}

async function answer(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, {
      headers: { Accept: 'application/json, application/problem+json', ...authorization() },
      ...request,
    });
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new ApiError(0, 'No answer', 'the server cannot be reached');
  }
}

function problem(status: number, json: unknown): ApiError {
  const said = fields(json);
  return new ApiError(number(said['status']) ?? status, text(said['title'], `HTTP ${status}`), text(said['detail'], '', 4000));
}

/** Why a server does not let this page in; undefined when it would, or does not answer. */
export async function refusal(path: string): Promise<string | undefined> {
  const error = await getJson(path, () => undefined).catch((caught: unknown) => caught);
  return error instanceof ApiError && [401, 403, 421].includes(error.status) ? error.detail || error.title : undefined;
}
