/** One line of progress for a person, on standard error: standard output belongs to the command. */
export function say(line) {
  process.stderr.write(`maestro: ${line}\n`);
}

/** Says what goes on every few seconds until it is over; returns what ends it. */
export function sayWhile(what, everyMs = 10_000) {
  const began = Date.now();
  const timer = setInterval(() => {
    say(`${what} (${Math.round((Date.now() - began) / 1000)} s)`);
  }, everyMs);
  return () => clearInterval(timer);
}
