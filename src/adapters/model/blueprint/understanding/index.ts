import { clean } from './clean.ts';
import { mergeCompounds } from './compounds.ts';
import { accepted, entitiesOf, reasonFor } from './entities.ts';
import { together } from './evidence.ts';
import type { Findings } from './evidence.ts';
import type { Candidate } from './score.ts';
import { fromGrammar } from './grammar/index.ts';
import { outlineOf } from './outline.ts';
import { judge } from './record-keeping.ts';
import { sentencesOf } from './sentences.ts';
import { fromListsIn } from './structure/attribute-lists.ts';
import { fromBodies } from './structure/bodies.ts';
import { fromJsonSamples } from './structure/json-samples.ts';
import { fromOutline } from './structure/outline-rules.ts';
import { fromRestPaths } from './structure/rest.ts';
import { fromSchemas } from './structure/schema.ts';
import { fromTables } from './structure/tables.ts';
import type { Understanding } from './types.ts';

export type { Attribute, AttributeType, Entity, Understanding } from './types.ts';

interface Candidates {
  readonly text: string;
  readonly findings: Findings;
  readonly found: readonly Candidate[];
}

/** Everything that the rules find, explicit structure first. */
function read(text: string): Findings {
  const outline = outlineOf(text);
  const sentences = sentencesOf(outline.lines);
  const lists = fromListsIn(sentences.map((sentence) => sentence.text));
  return together([
    fromRestPaths(text),
    fromTables(outline.lines),
    fromSchemas(text),
    fromJsonSamples(outline.lines),
    fromOutline(outline.roots),
    { evidence: [...lists, ...fromBodies(text)], ties: [] },
    fromGrammar(sentences),
  ]);
}

/** What the rules find in a requirement, before it is judged what the requirement is about. */
export function candidatesOf(requirement: string): Candidates {
  const text = clean(requirement);
  const findings = mergeCompounds(read(text));
  return { text, findings, found: accepted(findings) };
}

/**
 * Reads a requirement: whether it asks for records to be kept, and which, with their attributes and
 * relations. Pure and deterministic; never throws; reads the first 100,000 characters. The first
 * call loads the tagger's model (about 0.4 s).
 */
export function understand(requirement: string): Understanding {
  const { text, findings, found } = candidatesOf(requirement);
  const { recordKeeping, reasons } = judge(text, found);
  if (recordKeeping === 'no') return { recordKeeping, entities: [], reasons };
  return {
    recordKeeping,
    entities: entitiesOf(found, findings),
    reasons: [...reasons, ...found.map((candidate) => reasonFor(candidate))],
  };
}
