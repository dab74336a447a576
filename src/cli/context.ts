import { styleText } from 'node:util';
import { render } from './display/line.ts';
import type { Line, Paint } from './display/line.ts';
import { plainJson, plainText } from './display/plain-text.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';

/** Where a command writes and what it leaves. All text is cleaned of control characters here. */
export interface Context {
  /** A line on standard output. */
  readonly out: (line: Line | string) => void;
  /** A text of several lines on standard output. */
  readonly text: (text: string) => void;
  /** A value as one line of JSON on standard output. */
  readonly json: (value: unknown) => void;
  /** A line on standard error. */
  readonly say: (line: string) => void;
  /** Colours where standard output is a terminal that wants them. */
  readonly paint: Paint;
  readonly stdout: NodeJS.WriteStream;
  /** Aborted when nobody reads standard output any more. */
  readonly closed: AbortSignal;
  exitCode: ExitCode;
}

/** Characters of a line; what a model wrote can be much longer. */
const LINE_MAX = 400;

/** A context over the process's streams. A reader that goes away (`| head`) is no error. */
export const createContext = (): Context => {
  const { stdout, stderr } = process;
  const closed = new AbortController();
  stdout.on('error', () => {
    closed.abort();
  });
  stderr.on('error', () => undefined);
  const write = (text: string): void => {
    if (!closed.signal.aborted) stdout.write(`${text}\n`);
  };
  const paint: Paint = (look, text) =>
    styleText(look, text, { stream: stdout, validateStream: true });
  return {
    out: (parts) => {
      write(render(typeof parts === 'string' ? [{ text: parts }] : parts, paint, LINE_MAX));
    },
    text: (text) => {
      write(plainText(text));
    },
    json: (value) => {
      write(plainJson(value));
    },
    say: (line) => {
      stderr.write(`${plainText(line)}\n`);
    },
    paint,
    stdout,
    closed: closed.signal,
    exitCode: EXIT.completed,
  };
};
