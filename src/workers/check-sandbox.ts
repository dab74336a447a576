/** Says on one line what a worker here would run generated code in, for `maestro doctor`. */
import { detectSandbox } from '../adapters/sandbox/index.ts';

process.stdout.write(`${JSON.stringify(await detectSandbox())}\n`);
