import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodePersona, parseEncodedPersona } from '../../src/domain/persona-codec.ts';
import type { Persona, PersonaId, PersonaRef } from '../../src/domain/persona.ts';
import { PHASES } from '../../src/domain/phases.ts';
import { RELEVANCE_FLOOR } from '../../src/domain/relevance.ts';
import { dependencyCycle, selectTeam } from '../../src/domain/team.ts';
import { anyPersonas, anyPersonaId, digest, personaId } from './arbitraries.ts';

const ref = (id: string, given: Partial<PersonaRef> & { required?: boolean }): PersonaRef => ({
  id: personaId(id),
  digest: digest('a'),
  name: id,
  priority: 5,
  relevance: 0,
  assignments: [{ phase: 'design', required: given.required ?? false, dependsOn: [] }],
  ...given,
});

const persona = (id: string, dependsOn: readonly string[]): Persona => ({
  id: personaId(id),
  name: id,
  role: id,
  prompt: 'Work.',
  keywords: [],
  priority: 5,
  owns: ['**'],
  assignments: [
    {
      phase: 'design',
      required: true,
      dependsOn: dependsOn.map(personaId),
      reads: [],
      task: 'Work.',
      contract: {
        required_files: [],
        required_directories: [],
        required_documentation_sections: {},
        quality_thresholds: {},
        validation_rules: [],
      },
    },
  ],
});

const ids = (team: readonly { readonly id: PersonaId }[]): readonly string[] =>
  team.map(({ id }) => id);

describe('a team', () => {
  test('has its required personas, and the optional ones that are relevant', () => {
    const personas = [
      ref('always', { required: true }),
      ref('relevant', { relevance: 0.51 }),
      ref('at_the_floor', { relevance: RELEVANCE_FLOOR }),
      ref('elsewhere', { relevance: 1, assignments: [] }),
    ];
    expect(selectTeam(personas, 'design', 1, new Set())).toEqual([
      { id: 'always', name: 'always', required: true, dependsOn: [], why: 'required' },
      { id: 'relevant', name: 'relevant', required: false, dependsOn: [], why: 'relevance 0.51' },
    ]);
  });

  test('takes in who owns a finding, from the second iteration on', () => {
    const personas = [ref('always', { required: true }), ref('named', {})];
    const named = new Set([personaId('named')]);
    expect(ids(selectTeam(personas, 'design', 1, named))).toEqual(['always']);
    expect(ids(selectTeam(personas, 'design', 2, named))).toEqual(['always', 'named']);
  });

  test('is in order of need, relevance, priority and id', () => {
    const personas = [
      ref('b', { relevance: 0.9 }),
      ref('a', { relevance: 0.9 }),
      ref('first', { relevance: 0.9, priority: 1 }),
      ref('best', { relevance: 0.95, priority: 9 }),
      ref('must', { required: true, priority: 9 }),
    ];
    expect(ids(selectTeam(personas, 'design', 1, new Set()))).toEqual([
      'must',
      'best',
      'first',
      'a',
      'b',
    ]);
  });

  test('depends on members only', () => {
    const waits = ref('waits', {
      assignments: [
        { phase: 'design', required: true, dependsOn: ['here', 'absent'].map(personaId) },
      ],
    });
    const team = selectTeam(
      [waits, ref('here', { required: true }), ref('absent', {})],
      'design',
      1,
      new Set(),
    );
    expect(team.find(({ id }) => id === 'waits')?.dependsOn).toEqual(['here']);
  });

  test('does not depend on the order in which personas are listed', () => {
    fc.assert(
      fc.property(anyPersonas, fc.constantFrom(...PHASES), (personas, phase) => {
        const team = selectTeam(personas, phase, 2, new Set());
        expect(selectTeam([...personas].reverse(), phase, 2, new Set())).toEqual(team);
        const required = personas.filter(({ assignments }) =>
          assignments.some((item) => item.phase === phase && item.required),
        );
        for (const { id } of required) expect(ids(team)).toContain(id);
      }),
    );
  });
});

describe('dependencies', () => {
  test('that lead back to themselves are found', () => {
    const cycle = dependencyCycle(
      [persona('a', ['b']), persona('b', ['c']), persona('c', ['b'])],
      'design',
    );
    expect(cycle).toEqual(['b', 'c', 'b']);
    expect(dependencyCycle([persona('a', ['a'])], 'design')).toEqual(['a', 'a']);
  });

  test('that do not are fine, also where two ways lead to one', () => {
    const diamond = [
      persona('a', ['b', 'c']),
      persona('b', ['d']),
      persona('c', ['d']),
      persona('d', []),
    ];
    expect(dependencyCycle(diamond, 'design')).toBeUndefined();
    expect(dependencyCycle([persona('a', ['a'])], 'testing')).toBeUndefined();
  });

  test('on earlier personas only are never a cycle', () => {
    const names = fc.uniqueArray(anyPersonaId, { maxLength: 8 });
    fc.assert(
      fc.property(names, fc.nat(), (list, seed) => {
        const personas = list.map((id, index) =>
          persona(
            id,
            list.slice(0, index).filter((_, other) => (seed + index + other) % 2 === 0),
          ),
        );
        expect(dependencyCycle(personas, 'design')).toBeUndefined();
      }),
    );
  });
});

describe('the text of a persona', () => {
  test('leads back to it, and does not depend on the order of keys', () => {
    const one = persona('a', ['b']);
    expect(parseEncodedPersona(JSON.parse(encodePersona(one)))).toEqual({ ok: true, value: one });
    const turned = Object.fromEntries(Object.entries(one).reverse()) as unknown as Persona;
    expect(encodePersona(turned)).toBe(encodePersona(one));
  });

  test('is refused when it is none', () => {
    for (const value of [null, {}, { id: 'A' }, { id: 'a', prompt: 'x', owns: [] }]) {
      expect(parseEncodedPersona(value).ok).toBe(false);
    }
  });
});
