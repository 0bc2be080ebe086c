// As much of the tus protocol as resumable uploads need; bytes are counted and thrown away.
import { randomUUID } from 'node:crypto';

export class Uploads {
  /** @param rate bytes a second that are taken, so that progress can be seen; 0 for all at once */
  constructor(rate) {
    this.rate = rate;
    const ago = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();
    this.files = new Map([
      ['a', { name: 'flight-0412.csv', size: 4_139_058, offset: 4_139_058, finished_at: ago(2) }],
      ['b', { name: 'hall-scan.mp4', size: 48_211_003, offset: 48_211_003, finished_at: ago(26) }],
    ]);
  }

  list() {
    return [...this.files.values()].filter(({ finished_at }) => finished_at).map(({ name, size, finished_at }) => ({ name, bytes: size, sha256: '', finished_at }));
  }

  /** Answers one request on the collection, or on one upload of it. */
  act(request, response, id) {
    response.setHeader('Tus-Resumable', '1.0.0');
    const file = this.files.get(id);
    if (request.method === 'POST' && !id) return this.create(request, response);
    if (!file) return response.writeHead(404).end();
    response.setHeader('Upload-Offset', file.offset).setHeader('Upload-Length', file.size);
    if (request.method === 'HEAD') return response.setHeader('Cache-Control', 'no-store').writeHead(200).end();
    if (request.method === 'DELETE') return this.files.delete(id), response.writeHead(204).end();
    if (request.method !== 'PATCH') return response.writeHead(405).end();
    if (Number(request.headers['upload-offset']) !== file.offset) return response.writeHead(409).end();
    request.on('data', (chunk) => {
      file.offset += chunk.length;
      if (this.rate === 0) return;
      request.pause();
      setTimeout(() => request.resume(), (chunk.length * 1000) / this.rate);
    });
    request.on('end', () => {
      if (file.offset === file.size) file.finished_at = new Date().toISOString();
      response.setHeader('Upload-Offset', file.offset).writeHead(204).end();
    });
  }

  create(request, response) {
    const size = Number(request.headers['upload-length']);
    const name = /filename ([A-Za-z0-9+/=]+)/.exec(request.headers['upload-metadata'] ?? '')?.[1];
    if (!(size >= 0)) return response.writeHead(400).end();
    const id = randomUUID();
    this.files.set(id, { name: name ? Buffer.from(name, 'base64').toString() : id, size, offset: 0 });
    response.writeHead(201, { Location: `/hub/api/uploads/${id}` }).end();
  }
}
