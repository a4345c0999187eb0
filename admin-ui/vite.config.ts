import { defineConfig } from 'vitest/config';

// The service serves the result at `/`; its content security policy allows scripts and requests of its own origin only.
// `npm run dev` proxies the API of a service that listens on its default port.
export default defineConfig({
  base: './',
  build: { emptyOutDir: true, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/v1': { target: 'http://127.0.0.1:8080', changeOrigin: true } } },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
