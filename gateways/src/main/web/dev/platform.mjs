// What a small platform would answer about itself.
const started = Date.now();
const wobble = (mean) => mean * (0.9 + 0.2 * Math.random());

export function overview(viewers) {
  const part = (name, detail, state = 'ready') => ({ name, state, detail });
  return {
    instance: 'mill-1',
    version: '0.1.0',
    uptime_s: Math.floor((Date.now() - started) / 1000) + 4210,
    parts: [
      part('broker', 'Apache Kafka 4.3.1, 9 topics'),
      part('registry', '7 subjects'),
      part('gateways', 'hub, telemetry, analyst'),
      part('topology telemetry-reconstruction', 'running, 6 tasks'),
      part('topology video-placement', Date.now() - started < 20_000 ? 'restoring 2 of 3 stores' : 'running, 3 tasks', Date.now() - started < 20_000 ? 'starting' : 'ready'),
    ],
    clients: [
      { capability: 'hub', socket: '/ws/video', count: 2, dropped: 0 },
      { capability: 'hub', socket: '/ws/video/consume', count: viewers, dropped: 14 },
      { capability: 'telemetry', socket: '/ws', count: 1 + viewers, dropped: 0 },
      { capability: 'telemetry', socket: '/telemetry', count: 3, dropped: 0 },
    ],
  };
}

export function topics(rate, fps) {
  const seconds = (Date.now() - started) / 1000 + 4000;
  const topic = (name, partitions, perSecond, size, ...consumers) => {
    const now = perSecond === 0 ? 0 : wobble(perSecond);
    return { topic: name, partitions, records: Math.floor(seconds * perSecond), rate_per_s: now, bytes_per_s: now * size, consumers };
  };
  const reader = (group, lag) => ({ group, lag: Math.floor(Math.random() * lag) });
  return [
    topic('video.packets', 6, 2 * fps, 21_000),
    topic('video.keyframes', 6, 2, 90),
    topic('video.events', 3, 0.2, 120, reader('millrace-video-placement-v1', 2)),
    topic('video.streams', 3, 0.2, 160),
    topic('telemetry.compressed', 6, rate, 74, reader('millrace-telemetry-reconstruction-v1', 9)),
    topic('telemetry.records', 6, rate, 180),
    topic('telemetry.states', 6, rate, 140),
    topic('telemetry.stats', 3, 0, 0),
    topic('dead-letters', 1, 0, 0),
    topic('_schemas', 1, 0, 0),
    topic('millrace-telemetry-reconstruction-v1-predictors-changelog', 6, rate, 90),
  ];
}
