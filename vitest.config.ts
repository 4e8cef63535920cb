import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Left to itself, half of a machine with two cores is idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/process/**'],
          isolate: false,
        },
      },
      // Whole processes: servers that are killed, command line programs, a real PostgreSQL beside them.
      {
        test: {
          ...shared,
          name: 'process',
          include: ['test/process/**/*.test.ts'],
          testTimeout: 240_000,
          // They mostly wait for one server to come up.
          maxWorkers: 2,
        },
      },
      {
        test: { ...shared, name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 60_000, fileParallelism: false },
      },
    ],
  },
});
