import { expect, test } from '@jest/globals';
import { judgementLines } from '../../src/cli/display/judgement-lines.ts';
import { dimensionsOf } from '../../src/domain/dimensions.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { ProjectJudgement } from '../../src/domain/project-judgement.ts';
import { digestOf } from '../../src/ports/digests.ts';

const ran = (sensor: Evidence['sensor'], command: string): Evidence => ({
  sensor,
  outcome: 'measured',
  command,
  exitCode: 0,
  tree: digestOf(''),
  ms: 1,
  held: 1,
  checked: 1,
  note: `the note of ${sensor}`,
  findings: [],
});

const judged = (evidence: readonly Evidence[]): ProjectJudgement => ({
  project: 'some',
  passed: true,
  score: 1,
  tree: digestOf(''),
  files: 1,
  bytes: 1,
  leftOut: [],
  contracts: [],
  phases: [],
  dimensions: dimensionsOf(evidence),
  recommendations: [],
  findings: [],
  evidence,
  ms: 1,
});

test('a long command is shown by its beginning, so that every row of the table stays short', () => {
  const long = `python3 -m compileall -x '${'folder|'.repeat(100)}'`;
  const lines = judgementLines(judged([ran('build', long), ran('test', 'npm test')])).map((spans) =>
    spans.map(({ text }) => text).join(''),
  );
  const [build = '', own = ''] = lines.filter((text) => text.includes('the note of'));
  expect(build).toMatch(/python3 -m compileall -x 'folder.* … → 0 {2}the note of build$/);
  expect(build.length).toBeLessThan(130);
  expect(own).toContain('npm test → 0');
});
