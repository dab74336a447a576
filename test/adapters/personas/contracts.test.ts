import { expect, test } from '@jest/globals';
import { matches } from '../../../src/adapters/globs/picomatch.ts';
import {
  checkRequirement,
  filesOf,
  planProject,
} from '../../../src/adapters/model/blueprint/index.ts';
import { createPersonaRegistry } from '../../../src/adapters/personas/json-files.ts';
import { ownersOf } from '../../../src/domain/ownership.ts';
import { PHASES } from '../../../src/domain/phases.ts';
import { checkContract } from '../../../src/sensors/contract/contract.ts';
import type { FilesView } from '../../../src/sensors/contract/view.ts';
import { personaId, treePath } from '../../domain/arbitraries.ts';

const personas = await createPersonaRegistry({ folders: [] }).load();
const territories = personas.map(({ id, owns }) => ({ persona: id, owns }));
const members = personas.flatMap((persona) =>
  persona.assignments.map((assignment) => ({ persona, assignment })),
);

const view = (files: ReadonlyMap<string, string>): FilesView => {
  const paths = [...files.keys()].map(treePath);
  return {
    paths,
    size: (path) => files.get(path)?.length ?? 0,
    text: (path) => Promise.resolve(files.get(path) ?? ''),
    matching: (glob) => paths.filter((path) => matches(glob, path)),
    producerOf: () => personaId('nobody'),
  };
};

test('no contract is met by an empty project', async () => {
  for (const member of members) {
    const checks = await checkContract(member, view(new Map()));
    expect(checks.some(({ held }) => !held)).toBe(true);
  }
});

test.each([
  'Create a task management system with projects, tasks and comments',
  'Keep a list of books. Books have title, author and year.',
])(
  'what blueprint delivers for %j meets every contract, in paths of its personas',
  async (text) => {
    const project = planProject(text, checkRequirement(text, { assumeRecords: true }));
    const files = new Map<string, string>();
    for (const phase of PHASES) {
      for (const { persona, assignment } of members) {
        if (assignment.phase !== phase) continue;
        for (const { path, content } of filesOf(project, persona.id, phase)) {
          expect([path, ...ownersOf(treePath(path), territories, matches)]).toEqual([
            path,
            persona.id,
          ]);
          files.set(path, content);
        }
      }
    }
    const checks = await Promise.all(members.map((member) => checkContract(member, view(files))));
    expect(checks.flat().flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual(
      [],
    );
  },
);
