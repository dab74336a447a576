import { afterAll, describe, expect, test } from '@jest/globals';
import { NOTES } from '../support/maestro.ts';
import { scriptPath } from '../support/model-server/index.ts';
import { useMaestro } from '../support/use-maestro.ts';
import { libraryProject, RIGHT, write } from '../validation/degraded.ts';
import type { NotesProject } from '../validation/notes.ts';

const LONG = 10 * 60_000;

const { requirement: _requirement, ...model } = NOTES;

const json = (value: object): string => `${JSON.stringify(value)}\n`;

/** A package that lies in the project itself, so that no registry has to answer. */
const FILES = {
  'package.json': json({
    name: 'sum',
    private: true,
    type: 'module',
    scripts: { test: 'node --test' },
    dependencies: { plus: 'file:packages/plus' },
  }),
  'packages/plus/package.json': json({
    name: 'plus',
    version: '1.0.0',
    type: 'module',
    main: 'index.js',
  }),
  'packages/plus/index.js': 'export const plus = (a, b) => a + b;\n',
  'test/plus.test.js': `import assert from 'node:assert/strict';
import test from 'node:test';
import { plus } from 'plus';

test('the package adds', () => assert.equal(plus(1, 2), 3));
`,
};

describe("a persona's commands", () => {
  const maestro = useMaestro();
  let project: NotesProject | undefined;
  afterAll(() => project?.dispose());

  test(
    'see the packages that the product declares, as the gates do',
    async () => {
      project = libraryProject({ broken: true });
      write(project.dir, FILES);
      const options = { files: RIGHT, command: 'node --test test/plus.test.js' };
      await maestro.model.play({ module: scriptPath('mends'), options });
      await maestro.client.remediate({ ...model, session: 'plus', dir: project.dir });
      expect(await maestro.client.result('plus')).toMatchObject({ status: 'completed' });
      const [run, ...more] = await maestro.client.runs('plus');
      expect(more).toEqual([]);
      if (run === undefined) throw new Error('Nobody ran.');
      const { steps } = await maestro.client.transcript('plus', run);
      const results = steps.flatMap(({ said }) =>
        said.filter(({ kind }) => kind === 'tool-result'),
      );
      expect(results[0]?.text).toMatch(/^Exit code 0\. Its changes to files were discarded\.\n/);
      expect(results[0]?.text).toContain('the package adds');
      expect(results[0]?.text).not.toContain('Not installed');
    },
    LONG,
  );
});
