import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { leanSdk } from './scripts/lean-sdk.mjs';
import packageJson from './package.json' with { type: 'json' };

/** What the SDK exports beside what is used here has no effects of its own when it is not used. */
const treeshake = { moduleSideEffects: (id: string) => !/\/matrix-(js|events)-sdk\//.test(id) };

export default defineConfig({
  plugins: [leanSdk(), react()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  define: { __VERSION__: JSON.stringify(packageJson.version), global: 'globalThis' },
  build: {
    target: 'es2023',
    manifest: true,
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
    rolldownOptions: { treeshake },
  },
  worker: { format: 'es', plugins: () => [leanSdk()], rolldownOptions: { treeshake } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'] },
});
