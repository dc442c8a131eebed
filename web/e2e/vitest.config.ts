import { defineConfig } from 'vitest/config';

/** Browser tests: a real Chromium against ministries that run already. See support/ministries.ts for how they are named. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    sequence: { concurrent: false },
    bail: 0,
  },
});
