const OWN = {
  bench_first: 'bench/first/notes.md',
  bench_second: 'bench/second/notes.md',
};

/**
 * Every persona writes one file and finishes, in a single answer. Option: delayMs.
 *
 * @param {import('../../test/support/model-server/script.mjs').Asked} asked
 */
export function answer({ body, options }) {
  const system = JSON.stringify(body.messages[0]?.content ?? '');
  const persona = /with the id \\"([a-z_]+)\\"/.exec(system)?.[1];
  const path = OWN[persona] ?? 'requirements/requirements.md';
  const content = `# Notes\n\n${'A line of what was asked for.\n'.repeat(100)}`;
  return {
    delayMs: options.delayMs,
    toolCalls: [
      { name: 'write', arguments: { path, content } },
      { name: 'finish', arguments: { summary: 'One file is written.' } },
    ],
  };
}
