import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { traceabilitySensor } from '../../../src/sensors/traceability/traceability.ts';
import { named, sensedBy } from '../support/product.ts';

const scenario = (id: string, title: string): string =>
  `  @${id}\n  Scenario: ${title}\n    When it is asked for\n    Then the answer is 200\n`;

const SCENARIOS = {
  'requirements/a.feature': `Feature: F\n${scenario('SC-1', 'A line item is read')}${scenario('SC-2', 'It survives a crash')}`,
};

const api = (more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ paths: { '/api/line-items/{id}': { get: { operationId: 'x', ...more } } } });

const judge = (files: Readonly<Record<string, string>>): Promise<Evidence> =>
  sensedBy({ files: { ...SCENARIOS, ...files } }, traceabilitySensor);

describe('traceability', () => {
  test.each([
    ['a path of the API', { 'design/openapi.json': api() }, 1],
    ['x-scenarios', { 'openapi.json': api({ 'x-scenarios': ['SC-2'] }) }, 2],
    ['an id in the architecture', { 'design/a.md': 'Store: SC-1, SC-2.' }, 2],
    ['an operationId', { 'design/openapi.json': api({ operationId: 'crash' }) }, 2],
    ['an id that is part of another', { 'design/a.md': 'XSC-1 SC-12 SC-1.3 SC-2' }, 1],
    ['nothing', { 'design/a.md': 'A design.' }, 0],
  ])('by %s', async (_what, files, held) => {
    expect(await judge(files)).toMatchObject({ outcome: 'measured', checked: 2, held });
  });

  test('names the scenario, and who wrote the design', async () => {
    const evidence = await judge({ 'design/openapi.json': api() });
    expect(named(evidence)).toEqual(['traceability.scenario design/openapi.json architect']);
    expect(evidence.findings[0]?.message).toContain('SC-2 ("It survives a crash")');
  });

  test('warns of ids in the design that no scenario has', async () => {
    const evidence = await judge({ 'design/a.md': 'SC-1 SC-2 SC-77 RFC-9457 US-1' });
    expect(evidence.findings).toMatchObject([
      { severity: 'warning', rule: 'traceability.unknown_scenario', actual: 'SC-77' },
    ]);
  });

  test('is not measured without scenarios, or without a design', async () => {
    expect((await judge({})).outcome).toBe('skipped');
    const evidence = await sensedBy({ files: { 'design/a.md': 'x' } }, traceabilitySensor);
    expect(evidence).toMatchObject({ outcome: 'skipped', note: 'no scenario' });
  });

  test('takes a megabyte of words', async () => {
    const files = { 'design/a.md': 'SC-1 '.repeat(200_000), 'design/openapi.json': api() };
    const long = `Feature: F\n${scenario('SC-1', 'a b '.repeat(100_000))}`;
    const evidence = await judge({ ...files, 'requirements/a.feature': long });
    expect(evidence).toMatchObject({ checked: 1, held: 1 });
  });
});
