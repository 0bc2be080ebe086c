// JPEG pictures one after the other in a file, played for ever as a multipart stream.
export class Jpegs {
  constructor(file, fps) {
    this.pictures = [];
    const start = Buffer.from([0xff, 0xd8, 0xff]);
    for (let at = file.indexOf(start); at >= 0; ) {
      const next = file.indexOf(start, at + 3);
      this.pictures.push(file.subarray(at, next < 0 ? file.length : next));
      at = next;
    }
    this.clients = new Set();
    let n = 0;
    setInterval(() => this.send(this.pictures[n++ % this.pictures.length]), 1000 / fps);
  }

  join(response) {
    response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=picture', 'Cache-Control': 'no-store' });
    this.clients.add(response);
    response.on('close', () => this.clients.delete(response));
  }

  send(jpeg) {
    for (const client of this.clients) {
      if (client.writableLength > 1 << 20) continue;
      client.write(`--picture\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`);
      client.write(jpeg);
      client.write('\r\n');
    }
  }
}
