import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createPersonaRegistry } from '../../../src/adapters/personas/json-files.ts';
import { PHASES } from '../../../src/domain/phases.ts';

const persona = (id: string, given: object = {}): Readonly<Record<string, unknown>> => ({
  persona_id: id,
  display_name: id,
  role: 'Writer',
  prompt: 'You write.',
  owns: [`${id}/**`],
  assignments: PHASES.map((phase) => ({ phase, required: true, task: 'Write.', contract: {} })),
  ...given,
});

const inDesign = (given: object = {}): object => ({
  assignments: [{ phase: 'design', required: true, task: 'Write.', contract: {}, ...given }],
});

describe('personas from JSON files', () => {
  let root = '';
  let builtIn = '';
  let more = '';

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'personas-'));
    [builtIn, more] = [path.join(root, 'personas'), path.join(root, 'more')];
    await Promise.all([mkdir(builtIn), mkdir(more)]);
    await put(builtIn, 'all.json', persona('all'));
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  const put = (folder: string, name: string, content: unknown): Promise<void> =>
    writeFile(
      path.join(folder, name),
      typeof content === 'string' || content instanceof Uint8Array
        ? content
        : JSON.stringify(content),
    );

  const load = async (folders: readonly string[] = [more]): Promise<readonly string[]> => {
    const personas = await createPersonaRegistry({ builtIn, folders }).load();
    return personas.map(({ id }) => id);
  };

  test('are those of the first folder and of every further one, by priority', async () => {
    await put(more, 'zoe.json', persona('zoe', { execution_priority: 1 }));
    await put(more, 'abe.json', persona('abe'));
    expect(await load()).toEqual(['zoe', 'abe', 'all']);
  });

  test('are read anew, so that adding a file adds a persona', async () => {
    const registry = createPersonaRegistry({ builtIn, folders: [more] });
    expect(await registry.load()).toHaveLength(1);
    await put(more, 'abe.json', persona('abe'));
    expect(await registry.load()).toHaveLength(2);
  });

  test('are files that end in .json and are not hidden', async () => {
    await put(more, 'notes.md', 'no persona');
    await put(more, '.abe.json', 'no persona');
    expect(await load()).toEqual(['all']);
  });

  test.each<[string, () => unknown, string]>([
    ['is not JSON', () => '{"persona_id": ', 'it is not valid JSON'],
    ['is not UTF-8', () => new Uint8Array([0x22, 0xff, 0x22]), 'it is not valid JSON'],
    ['is too large', () => `"${'x'.repeat(300_000)}"`, 'it has 300002 bytes; at most 262144'],
    ['breaks the schema', () => persona('abe', { owns: 7 }), 'owns must be a list'],
    [
      'defines an id that exists',
      () => persona('all'),
      'persona_id "all" is defined by personas/all.json already.',
    ],
    [
      'depends on an unknown persona',
      () => persona('abe', inDesign({ depends_on: ['alll'] })),
      'assignments[0].depends_on names "alll", which has no part in design; did you mean "all"?',
    ],
    [
      'depends on itself',
      () => persona('abe', inDesign({ depends_on: ['abe'] })),
      'depends_on goes round in design: abe → abe.',
    ],
    [
      'must deliver what it may not write',
      () => persona('abe', inDesign({ contract: { required_files: ['all/*.md'] } })),
      'assignments[0].contract.required_files asks for "all/*.md", which all owns; add it to "owns".',
    ],
    [
      'must deliver what nobody may write',
      () => persona('abe', inDesign({ contract: { required_files: ['{x,y}/a.md'] } })),
      'which nobody owns',
    ],
  ])('are refused with the file when one %s', async (_, content, problem) => {
    await put(more, 'abe.json', content());
    await expect(load()).rejects.toMatchObject({ name: 'PersonaInvalid' });
    await expect(load()).rejects.toThrow(problem);
    await expect(load()).rejects.toThrow(path.join(more, 'abe.json'));
  });

  test('are refused when they wait for each other', async () => {
    await put(more, 'abe.json', persona('abe', inDesign({ depends_on: ['bea'] })));
    await put(more, 'bea.json', persona('bea', inDesign({ depends_on: ['abe'] })));
    await expect(load()).rejects.toThrow('goes round in design: abe → bea → abe');
  });

  test('are refused when a phase has nobody who must work', async () => {
    await put(builtIn, 'all.json', persona('all', inDesign()));
    await expect(load()).rejects.toThrow('No persona is required in requirements');
  });

  test('are refused when a folder is missing, a file is a folder, or there are too many', async () => {
    await expect(load([path.join(root, 'nowhere')])).rejects.toThrow(/nowhere cannot be read/);
    await mkdir(path.join(more, 'abe.json'));
    await expect(load()).rejects.toThrow('abe.json: it is not a file.');
    await rm(path.join(more, 'abe.json'), { recursive: true });
    for (let n = 0; n < 200; n += 1) await put(more, `p${String(n)}.json`, '{}');
    await expect(load()).rejects.toThrow('There are 201 persona files; at most 200 are read.');
  });
});
