/** A jest reporter that leaves the counts in a file for the launcher. */
import { writeFileSync } from 'node:fs';

export default class CountReporter {
  onRunComplete(_contexts, results) {
    const counts = {
      passed: results.numPassedTests,
      // A suite that could not run at all has no failed test, but it failed.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    const { MAESTRO_LAUNCHER_COUNTS: file } = process.env;
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}
