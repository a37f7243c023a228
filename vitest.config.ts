/** How the tests run: one PostgreSQL for all, a database a file, no clock and no order between them. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,engine,channels,integrations,server,web,scripts,bench}/**/*.test.ts'],
    globalSetup: ['server/test/global-setup.ts'],
    env: { LOG_LEVEL: 'silent', TZ: 'Pacific/Chatham' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    sequence: { shuffle: { files: true } },
  },
})
