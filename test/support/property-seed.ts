import fc from 'fast-check';

/**
 * Property tests try the same values on every run, so that a change is judged by what it changed;
 * `MAESTRO_TEST_SEED=random` looks for new ones, and a number repeats a run that failed.
 */
const given = process.env['MAESTRO_TEST_SEED'] ?? '20261121';

if (given !== 'random') fc.configureGlobal({ seed: Number(given) });
