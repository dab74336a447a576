/** `--phase-model design=anthropic:…` and `--persona-model qa_engineer=openai:…`, each repeatable. */
import { parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import { isModelList, MODEL_SPEC_HELP } from '../domain/model-spec.ts';
import { nearest } from '../domain/nearest.ts';
import { parsePersonaId } from '../domain/persona.ts';
import { isPhase, PHASES } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';

type Lists<Key extends string> = Readonly<Partial<Record<Key, string>>>;

const listsOf = <Key extends string>(
  value: unknown,
  what: string,
  parseKey: (text: string) => Parsed<Key>,
): Parsed<Lists<Key>> => {
  const lists: Partial<Record<Key, string>> = {};
  for (const entry of Array.isArray(value) ? value.map(String) : []) {
    const at = entry.indexOf('=');
    if (at < 0) return refused(`It must be ${what}=MODEL, not "${entry.slice(0, 64)}".`);
    const key = parseKey(entry.slice(0, at));
    if (!key.ok) return key;
    if (Object.hasOwn(lists, key.value)) return refused(`It names "${key.value}" twice.`);
    const list = entry.slice(at + 1);
    if (!isModelList(list)) return refused(`For "${key.value}": ${MODEL_SPEC_HELP}`);
    lists[key.value] = list;
  }
  return parsed(lists);
};

const parsePhase = (text: string): Parsed<Phase> =>
  isPhase(text)
    ? parsed(text)
    : refused(
        `"${text.slice(0, 64)}" is no phase; did you mean ${nearest(text.slice(0, 64), PHASES) ?? 'another'}?`,
      );

/** Models by phase. */
export const parsePhaseModels = (value: unknown): Parsed<Lists<Phase>> =>
  listsOf(value, 'PHASE', parsePhase);

/** Models by persona; whether there is such a persona is not known here. */
export const parsePersonaModels = (value: unknown): Parsed<Readonly<Record<string, string>>> =>
  listsOf<string>(value, 'PERSONA', parsePersonaId) as Parsed<Readonly<Record<string, string>>>;
