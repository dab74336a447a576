/** Colours and other commands to a terminal. */
// eslint-disable-next-line no-control-regex
const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]|\u001b\][^\u0007]*\u0007/g;

export const withoutEscapes = (text: string): string => text.replace(ESCAPES, '');

/** What differs from run to run although the product is the same, and what stands for it. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b(127\.0\.0\.1|localhost|\[?::1\]?|0\.0\.0\.0):\d+/g, '$1:<port>'],
  [/\b(port\W{1,4})\d{2,5}\b/gi, '$1<port>'],
  [/\b\d+(\.\d+)? ?(ms|milliseconds|s|seconds)\b/g, '<duration>'],
  [/\bduration_ms:? [\d.]+/g, 'duration_ms <duration>'],
  [/\b(pid\W{1,3})\d+/gi, '$1<pid>'],
  [/\b0x[0-9a-f]{6,}\b/gi, '<address>'],
  [/(\/[\w.-]+)*\/(tmp|T)\/[\w./-]+/g, '<temporary>'],
];

/**
 * Text of a product's output as it may stand in a finding: without paths of this machine, ports,
 * times, durations and ids.
 * @param dirs folders that the product was seen in, outside and inside a sandbox.
 */
export const normalize = (text: string, dirs: readonly string[]): string => {
  const local = dirs.reduce(
    (rest, dir) => rest.replaceAll(`file://${dir}/`, '').replaceAll(`${dir}/`, ''),
    withoutEscapes(text),
  );
  return CHANGING.reduce((rest, [pattern, mark]) => rest.replace(pattern, mark), local).trim();
};

/** Cut to a number of characters, with a sign that it was. */
export const clip = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/** Frames of a stack that lie in Node itself. */
const OWN_FRAME = /^\s*at .*node:internal|^\s*at node:|^node:internal|^Node\.js v/;

/** What a shell says, or not, of a command that was ended from outside. */
const ENDED = /^(Terminated|Killed)( +.*)?$/;

/** The end of a normalized output, without what says nothing about the product. */
export const lastWords = (text: string): string => {
  const says = (line: string): boolean =>
    line.trim() !== '' && !OWN_FRAME.test(line) && !ENDED.test(line);
  const lines = text.split('\n').filter(says);
  return lines.join('\n').slice(-600).trim();
};
