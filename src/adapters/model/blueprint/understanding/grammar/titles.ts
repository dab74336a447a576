import type { Evidence, Findings } from '../evidence.ts';
import { singular } from '../inflection.ts';
import { entityName, wordsOf } from '../names.ts';
import { isNeverEntity } from '../vocabulary.ts';
import { EACH } from '../words/determiners.ts';
import { FUNCTION_WORDS, PEOPLE, SOFTWARE } from '../words/modifiers.ts';
import { CONTAINERS } from '../words/stop-nouns.ts';
import { wordSet } from '../words/word-set.ts';

/** What something is called that keeps the records named before it: "grave register". */
const KEEPERS = wordSet(`
  register registry catalogue catalog inventory database directory log logbook diary journal
  tracker tracking manager management organiser organizer planner scheduler list archive ledger
  roster rota records index book box binder notebook folder administration keeper
`);
/** The same, before one of them: "stamp collection manager". */
const INNER_KEEPERS = wordSet(
  'collection collections records list lists inventory catalogue stock',
);
/** Deeds that are kept, with what they are done to: "room booking system". */
const DEEDS = wordSet('booking reservation rental loan lending hire');
/** Words before the name of software that say nothing of its records. */
const EMPTY = wordSet(`
  a an the my our new simple small basic little online digital personal web mobile modern create
  build make me develop write design implement please internal free tiny lightweight full
`);
const ENDINGS = wordSet('software tool service solution site program programme project page');
/** What programs keep for themselves: "file manager", "event log". */
const TECHNICAL = wordSet(`
  file window package process memory clipboard download font tab state session cache dependency
  configuration config connection server error event log network browser code plugin module display
  disk partition thread password git container docker kubernetes version release time color colour
  token address
`);
/** What a business writes down, so that software named after it keeps it: "timesheet app". */
const PAPERS = wordSet(`
  timesheet invoice order quote receipt contract ticket complaint expense payslip prescription
  appointment survey claim delivery shipment payment permit licence attendance budget todo
`);
const MOST_WORDS = 7;

function withoutEnd(words: readonly string[], ends: ReadonlySet<string>): readonly string[] {
  const last = words.at(-1) ?? '';
  return words.length > 1 && ends.has(last) ? words.slice(0, -1) : words;
}

/** "gym member" gives `member`, "parking permit" itself. */
function nameOf(words: readonly string[]): string {
  const own = words.filter(
    (word, index) => index === words.length - 1 || !(CONTAINERS.has(word) || PEOPLE.has(word)),
  );
  return entityName(own.slice(-2));
}

/** What the words before a keeper name; nothing where they name no record. */
function kept(words: readonly string[]): readonly string[] {
  const own = CONTAINERS.has(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  const last = singular(own.at(-1) ?? '');
  if (own.length === 0 || TECHNICAL.has(last) || CONTAINERS.has(last)) return [];
  if (!DEEDS.has(last)) return [nameOf(own)];
  const thing = own.at(-2) ?? '';
  const deed = last === 'lending' ? 'loan' : last;
  return thing === '' || CONTAINERS.has(thing) || PEOPLE.has(thing)
    ? [deed]
    : [nameOf(own.slice(0, -1)), deed];
}

/** The records that a text of a few words is the title of: "Cemetery grave register". */
export function fromTitle(text: string): Findings | undefined {
  if (!/^[\p{L}\s'-]+[.!]?$/u.test(text) || text.split(/\s+/).length > MOST_WORDS) return undefined;
  const first = wordsOf(text);
  if (first.some((word) => FUNCTION_WORDS.has(word) || EACH.has(word))) return undefined;
  const start = first.findIndex((word) => !EMPTY.has(word));
  const named = first.slice(Math.max(0, start));
  const bare = withoutEnd(withoutEnd(named, ENDINGS), SOFTWARE);
  const before = withoutEnd(bare, KEEPERS);
  const deed = bare.length < named.length && DEEDS.has(bare.at(-1) ?? '');
  const applied = bare.length < named.length && bare.length > 1 && bare.at(-1) === 'application';
  const paper =
    applied || (bare.length < named.length && bare.length < 3 && PAPERS.has(bare.at(-1) ?? ''));
  if (before.length === bare.length && !deed && !paper) return undefined;
  const names = kept(withoutEnd(before, INNER_KEEPERS)).filter((name) => !isNeverEntity(name));
  const evidence: readonly Evidence[] = names.map((entity) => ({ entity, rule: 'management' }));
  return evidence.length === 0 ? undefined : { evidence, ties: [] };
}
