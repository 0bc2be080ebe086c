// An Annex B file played for ever, as the hub relays a producer: one message a picture, or a slice.
const SLICES = [1, 5];

export class Film {
  constructor(file, { fps, perSlice }) {
    this.packets = packets(file, perSlice);
    this.configuration = this.packets.find(({ type }) => type === 'configuration').bytes;
    this.clients = new Map();
    this.fps = fps;
    this.gop = [];
    let at = 0;
    setInterval(() => {
      do this.send(this.packets[at++ % this.packets.length]);
      while (!this.packets[at % this.packets.length].starts);
    }, 1000 / fps);
  }

  streams() {
    const stream = (name, open, partition, source) => ({ stream: name, open, owner: open ? 'mill-1' : '', epoch: 3, partition, viewers: open ? this.clients.size : 0, ...(open && { mbps: 0.61, frames_per_second: this.fps, latency_ms: 3.4, worst_latency_ms: 9, dropped: 0 }), description: { source, format: 'h264' } });
    return [stream('drone-1', true, 2, 'dji_drone'), stream('gate-north', true, 4, 'camera'), stream('bench-camera', false, 0, 'simulator')];
  }

  join(client, query, bare) {
    const header = query.get('packets') === 'header' && !bare;
    client.send(framed({ type: 'configuration', bytes: this.configuration }, header));
    for (const packet of this.gop) client.send(framed(packet, header));
    this.clients.set(client, header);
    client.on('close', () => this.clients.delete(client));
  }

  send(packet) {
    if (packet.type === 'key' && packet.starts) this.gop = [];
    this.gop.push(packet);
    for (const [client, header] of this.clients) client.send(framed(packet, header));
  }
}

function framed({ type, bytes }, header) {
  if (!header) return bytes;
  const length = type === 'configuration' ? 13 : 21;
  const message = Buffer.alloc(length + bytes.length);
  message.writeUInt32BE(message.length, 0);
  message[4] = { configuration: 1, key: 3, delta: 4 }[type];
  message.writeBigUInt64BE(BigInt(Date.now()) * 1000n, 5);
  if (length === 21) {
    message.writeUInt32BE(bytes.length, 13);
    message.writeUInt32BE(type === 'key' ? 1 : 0, 17);
  }
  bytes.copy(message, length);
  return message;
}

function packets(file, perSlice) {
  const found = [];
  let parameters = [];
  for (const nal of units(file)) {
    const type = nal[4] & 31;
    if (type === 7 || type === 8) parameters.push(nal);
    if (!SLICES.includes(type)) continue;
    if (parameters.length > 0) {
      found.push({ type: 'configuration', bytes: Buffer.concat(parameters), starts: true });
      parameters = [];
    }
    const starts = (nal[5] & 0x80) !== 0;
    const last = found.at(-1);
    if (starts || perSlice) found.push({ type: type === 5 ? 'key' : 'delta', bytes: nal, starts });
    else last.bytes = Buffer.concat([last.bytes, nal]);
  }
  return found;
}

/** Units with their start codes brought to four bytes. */
function* units(file) {
  const code = Buffer.from([0, 0, 1]);
  for (let at = file.indexOf(code), next; at >= 0; at = next) {
    next = file.indexOf(code, at + 3);
    let end = next < 0 ? file.length : next;
    while (file[end - 1] === 0) end--;
    yield Buffer.concat([Buffer.from([0, 0, 0, 1]), file.subarray(at + 3, end)]);
  }
}
