/** Entry point of the supervisor's process: `node supervise-main.js --supervisor-home HOME SPEC`. */
import { launchSpecSchema } from './launch-spec.ts';
import { HAND_OVER, supervise } from './supervisor.ts';

function say(line: string): void {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
}

async function main(): Promise<void> {
  const spec = launchSpecSchema.parse(JSON.parse(process.argv.at(-1) ?? ''));
  const stopper = new AbortController();
  process.on('SIGTERM', () => {
    stopper.abort();
  });
  process.on('SIGINT', () => {
    stopper.abort();
  });
  process.on('SIGUSR2', () => {
    stopper.abort(HAND_OVER);
  });
  process.on('SIGHUP', () => undefined);
  const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  say(`supervisor: pid ${String(process.pid)} for ${spec.home}`);
  say(`supervisor: ${await supervise(spec, command, { stop: stopper.signal, say })}`);
}

await main();
process.exit(0);
