import { adoptionOf } from '../domain/adoption.ts';
import type { Finding } from '../domain/finding.ts';
import { findingsOf, opinionEvidence } from '../domain/opinions.ts';
import type { Opinions } from '../domain/opinions.ts';
import type { Persona, PersonaId } from '../domain/persona.ts';
import { assignedIn } from '../domain/promised.ts';
import type { Tree, TreePath } from '../domain/tree.ts';
import { readEvidence } from '../ports/evidence.ts';
import { getJson, putJson } from '../ports/objects.ts';
import type { EvidenceDocument } from '../ports/records.ts';
import { getTree } from '../ports/trees.ts';
import { producersIn } from '../sensors/owners.ts';
import { readCharter, readPersonas } from './charter.ts';
import type { Activities } from './contracts/activities.ts';
import type { Charter } from './contracts/admission.ts';
import type { Consulted, ConsultInput } from './contracts/opinions.ts';
import type { Rework } from './contracts/rework.ts';
import type { Control, Environment } from './environment.ts';
import { parseFindings } from './findings.ts';
import { hear } from './hear.ts';
import { keepReport } from './report.ts';

/** Who is to mend a file, by the same rule as for whatever sensors find. */
const ownersIn = (
  tree: Tree,
  all: readonly Persona[],
  { imported }: Charter,
  matches: Environment['matches'],
): ((path: TreePath) => PersonaId) => {
  const adopterOf = imported === undefined ? undefined : adoptionOf(all, [], matches).adopterOf;
  return producersIn(tree, assignedIn(all), matches, adopterOf);
};

/** Opinions go along to owners who work anyway; they have nobody work. */
const alongside = async (
  { objects }: Environment,
  { from, work }: Rework,
  opinions: readonly Finding[],
): Promise<Rework> => ({
  from,
  work: await Promise.all(
    work.map(async (item) => {
      const own = opinions.filter(({ owner }) => owner === item.persona);
      if (own.length === 0) return item;
      const { findings } = await getJson(objects, item.findings, parseFindings);
      return { ...item, findings: await putJson(objects, { findings: [...findings, ...own] }) };
    }),
  ),
});

const say = ({ opinions, leftOut }: Opinions, who: string): string => {
  const count = `${String(opinions.length)} ${opinions.length === 1 ? 'warning' : 'warnings'}`;
  const rest =
    leftOut === 0 ? '' : `; ${String(leftOut)} more were no opinion on a file, or too many`;
  return `${who} gave ${count} as its opinion, which counts for nothing${rest}.`;
};

const record = async (
  { objects, records }: Environment,
  { executionId, judgement, tree, warnings }: ConsultInput,
  document: EvidenceDocument,
  note: string,
  findings: readonly Finding[],
): Promise<Pick<Consulted, 'evidence' | 'warnings'>> => {
  const opinion = opinionEvidence(tree, note, findings);
  const told = { ...document, evidence: [...document.evidence, opinion] };
  const kept = { evidence: await putJson(objects, told), warnings: warnings + findings.length };
  await records.saveOpinion(executionId, { judgement, ...kept });
  return kept;
};

/**
 * Asks the model that judges, when the gate has decided: what it says, or that it says nothing, is
 * put beside the evidence and can't reach the verdict.
 */
export const createConsult =
  (environment: Environment, control: () => Control): Activities['consult'] =>
  async (input) => {
    const { objects, records, matches } = environment;
    const { executionId, rework } = input;
    await keepReport(records, executionId, input.report);
    const charter = await readCharter(objects, input.charter);
    const document = await readEvidence(objects, input.evidence);
    const tree = await getTree(objects, input.tree);
    const personas = [...(await readPersonas(objects, charter)).values()];
    const asked = { input, charter, tree, evidence: document.evidence };
    const heard = await hear(environment, control(), asked);
    const silent = heard.kind === 'silent';
    const note = silent ? heard.why : say(heard.opinions, heard.who);
    const ownerOf = ownersIn(tree, personas, charter, matches);
    const findings = silent ? [] : findingsOf(heard.opinions.opinions, ownerOf);
    const kept = await record(environment, input, document, note, findings);
    const { cost: spent } = await records.spent(executionId);
    return {
      ...kept,
      note,
      calls: heard.calls,
      spent,
      ...(rework === undefined ? {} : { rework: await alongside(environment, rework, findings) }),
    };
  };
