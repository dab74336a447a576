import type { JsonObject } from '../domain/brand.ts';
import { scriptOf } from './project.ts';

/** Programs that look at code and run no test: style, types, packages, links. */
const CHECKS =
  /^(?:npx (?:--?[\w-]+ )*)?(?:eslint|standard|semistandard|xo|tslint|jshint|jscs|oxlint|biome|prettier|tsd|tstyche|attw|publint|dtslint|aud|eclint|evalmd|jsmd|knip|depcheck|ls-lint|markdownlint\S*|remark|size-limit|codecov|npm(?:@\S+)? audit|(?:nyc|c8) (?:report|check-coverage)|tsc\b.*\s--noEmit)(?![\w-])/;

/** How far scripts that call scripts are followed. */
const DEEP = 6;

/** What the shell would do with more than one command, but for `&&`. */
const MORE = /[|;`\n()]|\$\(|(?<!&)&(?!&)/;

/** What a command is put in for does not run beside it. */
const INSERTED = /\$\([^()]*\)/g;

const CALL =
  /^npm (?:(?:--silent|-s) )?(?:run(?:-script)? (?:(?:--silent|-s) )?([\w:.-]+)|(test|t))(?: (?:--silent|-s))?(?: --)?$/;

interface Scripts {
  readonly manifest: JsonObject;
}

/** Options of a coverage tool whose value stands apart. */
const WITH_VALUE =
  /^(?:-[rxno]|--(?:include|exclude|reporter|reports-dir|report-dir|temp-dir|temp-directory|src|extension|require|lines|branches|functions|statements|clean))$/;

/** What a coverage tool runs; the gates measure coverage by themselves. */
const withoutCoverage = (command: string): string => {
  const [, before = '', rest] =
    /^((?:cross-env )?(?:[A-Z]\w*=\S+ )*)(?:npx )?(?:nyc|c8) (.*)$/.exec(command) ?? [];
  const words = rest?.split(/ +/) ?? [];
  const from = words.findIndex(
    (word, at) => !word.startsWith('-') && !WITH_VALUE.test(words[at - 1] ?? ''),
  );
  return rest === undefined || from < 0 ? command : before + words.slice(from).join(' ');
};

/** Reporters that hide how the tests before them ended. */
const REPORTER = / ?\| ?(?:npx )?(?:tap-[\w-]+|faucet)(?: [\w-]+)*$/;

/** A command as it is written, and what of it runs tests. */
interface Command {
  readonly given: string;
  readonly alone: string;
}

const commandOf = (text: string): Command => {
  const given = text.trim().replace(/ +/g, ' ');
  return { given, alone: withoutCoverage(given.replace(REPORTER, '')) };
};

/** The commands of a script one after another, with those of the scripts that it calls. */
const commandsOf = (files: Scripts, script: string, depth: number): readonly Command[] => {
  const parts = script.split('&&').map(commandOf);
  const several = parts.some(({ alone }) => MORE.test(alone.replace(INSERTED, '')));
  if (depth === 0 || several) return [{ given: script, alone: script }];
  return parts.flatMap((command) => {
    const [whole, run, test] = CALL.exec(command.alone) ?? [];
    const name = run ?? (test === undefined ? '' : 'test');
    if (whole === undefined || scriptOf(files, name) === undefined) return [command];
    return [`pre${name}`, name].flatMap((each) => {
      const text = scriptOf(files, each);
      const called = text === undefined ? [] : commandsOf(files, text, depth - 1);
      // Whatever is called, it is not run as it is written.
      return command.alone === command.given
        ? called
        : called.map(({ alone }) => ({ given: command.given, alone }));
    });
  });
};

const quotesMatch = ({ alone }: Command): boolean =>
  ["'", '"'].every((quote) => alone.split(quote).length % 2 === 1);

const isCheck = ({ alone }: Command): boolean =>
  CHECKS.test(alone) && !MORE.test(alone.replace(INSERTED, ''));

/**
 * What the script "test" of a package runs without linters and the like, which have a verdict of
 * their own or need a network, and without what changes code to measure coverage or hides how tests
 * end. `undefined` where nothing is to be left out, or nothing would be left.
 */
export const testsAlone = (files: Scripts): string | undefined => {
  if (scriptOf(files, 'test') === undefined) return undefined;
  const all = commandsOf(files, 'npm test', DEEP);
  const tests = all.filter((command) => !isCheck(command));
  if (tests.length === 0 || !tests.every(quotesMatch)) return undefined;
  const same =
    scriptOf(files, 'posttest') === undefined &&
    tests.length === all.length &&
    tests.every(({ given, alone }) => given === alone);
  return same ? undefined : tests.map(({ alone }) => alone).join(' && ');
};
