import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const web = fileURLToPath(new URL('.', import.meta.url));

/** Where the API is while `npm run dev` serves the pages. */
const server = process.env['MILLRACE_URL'] ?? 'http://127.0.0.1:8090';

/** A folder of pages from outside this one, for a capability that brings its own. */
const morePages = process.env['CONSOLE_PAGES'] ?? `${web}src/pages/none`;

export default defineConfig({
  base: '/console/',
  resolve: {
    alias: { '@more-pages': morePages, '@console': `${web}src` },
    dedupe: ['preact', '@preact/signals'],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../../../target/classes/console', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    // three.js, fetched by itself with the first pose.
    chunkSizeWarningLimit: 600,
    license: { fileName: 'licences.txt' },
  },
  plugins: [
    {
      name: 'font-licence',
      generateBundle() {
        const source = readFileSync(`${web}node_modules/@fontsource-variable/inter/LICENSE`);
        this.emitFile({ type: 'asset', fileName: 'assets/inter-licence.txt', source });
      },
    },
    {
      // The chosen theme is set before the first paint, so the other one never flashes.
      name: 'paint-after-theme',
      transformIndexHtml: {
        order: 'post',
        handler: (html) => html.replace('<script type="module"', '<script blocking="render" type="module"'),
      },
    },
  ],
  server: {
    proxy: Object.fromEntries(
      ['/api', '/hub', '/telemetry', '/analyst', '/health', '/metrics'].map((prefix) => [
        prefix,
        { target: server, ws: true },
      ]),
    ),
  },
  test: { include: ['src/**/*.test.ts'] },
});
