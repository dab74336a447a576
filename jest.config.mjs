/** Tests are ES modules in TypeScript, stripped by swc; nothing else is transformed. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  setupFiles: ['<rootDir>/test/support/property-seed.ts'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // The longest suites mostly wait: for heartbeats, servers, and processes of their own.
  maxWorkers: 3,
  testTimeout: 60_000,
};
