import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dimensionsOf } from '../../src/domain/dimensions.ts';
import {
  findingsOf,
  judgeBeside,
  OPINION_LENGTH,
  opinionEvidence,
  OPINIONS_MAX,
  parseOpinions,
  problemOfJudge,
} from '../../src/domain/opinions.ts';
import type { Opinions } from '../../src/domain/opinions.ts';
import { scoreOf } from '../../src/domain/score.ts';
import type { Tree } from '../../src/domain/tree.ts';
import { anyEvidence, digest, personaId, treePath } from './arbitraries.ts';

const tree: Tree = new Map(
  ['README.md', 'src/main.js'].map((path) => [
    treePath(path),
    { blob: digest('a'), size: 1, mode: 'file', by: 'ada.implementation.1' },
  ]),
);

const read = (text: string): Opinions => {
  const result = parseOpinions(text, tree);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};

const answer = (...findings: readonly unknown[]): string => JSON.stringify({ findings });

const README = { path: 'README.md', message: 'It does not say how to start.' };

describe('the answer of a judge', () => {
  test('is a list of opinions on files, with a rule of its own or the usual one', () => {
    const vague = { path: './src/main.js', rule: 'unclear_name', message: 'What is x?' };
    expect(read(answer(vague, README))).toEqual({
      opinions: [
        { path: 'src/main.js', rule: 'judge.unclear_name', message: 'What is x?' },
        { ...README, rule: 'judge.opinion' },
      ],
      leftOut: 0,
    });
  });

  test('may stand in a fence, and may be empty', () => {
    expect(read(`\`\`\`json\n${answer(README)}\n\`\`\`\n`).opinions).toHaveLength(1);
    expect(read('{"findings":[]}')).toEqual({ opinions: [], leftOut: 0 });
  });

  test.each([
    ['no JSON', 'The work is fine.', 'its answer is no JSON'],
    ['nothing', '', 'its answer is no JSON'],
    ['a list', '[]', 'its answer is no object with a list "findings"'],
    ['another object', '{"findings":{"path":"README.md"}}', 'its answer is no object'],
    ['endless', `{"findings":[],"x":"${'x'.repeat(100_000)}"}`, 'its answer is too long'],
  ])('is none when it is %s', (_what, text, problem) => {
    const result = parseOpinions(text, tree);
    expect(result.ok ? '' : result.problem).toContain(problem);
  });

  test.each([
    ['a file that there is not', { ...README, path: 'src/other.js' }],
    ['a path that leads out', { ...README, path: '../README.md' }],
    ['no path', { message: README.message }],
    ['no message', { path: 'README.md' }],
    ['a message without anything to read', { path: 'README.md', message: ' \u200b\n ' }],
    ['no object', 'README.md'],
  ])('is told without an entry that has %s', (_what, entry) => {
    expect(read(answer(entry, README))).toMatchObject({ opinions: [README], leftOut: 1 });
  });

  test('gives ten opinions at most, each once, and says how many were left out', () => {
    const many = Array.from({ length: 40 }, (_, n) => ({ ...README, message: `No. ${String(n)}` }));
    expect(read(answer(README, README, ...many))).toMatchObject({
      opinions: [README, ...many.slice(0, OPINIONS_MAX - 1)],
      leftOut: 32,
    });
  });

  test('is cut, and is one line of text that can be seen', () => {
    const long = { ...README, message: `a\u001b[31m\nb\u202e${'x'.repeat(900)}` };
    const [opinion] = read(answer(long)).opinions;
    expect(opinion?.message).toMatch(/^a \[31m b x+…$/);
    expect(opinion?.message).toHaveLength(OPINION_LENGTH);
  });

  test('names no rule of anybody else', () => {
    const forged = ['contract.required_files', 'X', '../up', 7, '', 'a'.repeat(60)];
    for (const rule of forged) {
      expect(read(answer({ ...README, rule })).opinions[0]?.rule).toBe('judge.opinion');
    }
  });
});

const warnings = (text: string) => findingsOf(read(text).opinions, () => personaId('ada'));

describe('an opinion', () => {
  test('is a warning, whatever severity the judge gives it', () => {
    const [finding] = warnings(answer({ ...README, severity: 'error', owner: 'bob', score: 1 }));
    expect(finding).toEqual({
      ...README,
      rule: 'judge.opinion',
      severity: 'warning',
      owner: 'ada',
    });
  });

  test('changes no score, no count that decides, and no dimension', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ ...README, message: `No. ${String(n)}` }));
    const opinion = opinionEvidence(digest('d'), '', warnings(answer(...many)));
    expect(opinion.findings).toHaveLength(OPINIONS_MAX);
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 6 }), (items) => {
        expect(scoreOf([...items, opinion])).toEqual(scoreOf(items));
        expect(dimensionsOf([...items, opinion])).toEqual(dimensionsOf(items));
      }),
    );
  });
});

test('nobody judges where every model computes here, and else who is named', () => {
  expect(judgeBeside('openai:a', ['blueprint'])).toBeUndefined();
  expect(judgeBeside('openai:a', ['blueprint', 'ollama:b'])).toBe('openai:a');
  expect(judgeBeside(undefined, ['ollama:b'])).toBeUndefined();
});

test('a persona may not have the name of the judge beside one', () => {
  const ids = ['ada', 'judge'].map(personaId);
  expect(problemOfJudge(ids, ['openai:a'])).toContain('gates.judgeModel');
  expect(problemOfJudge(ids, [])).toBeUndefined();
  expect(problemOfJudge([personaId('ada')], ['openai:a'])).toBeUndefined();
});
