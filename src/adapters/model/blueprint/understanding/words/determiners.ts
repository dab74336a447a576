import { wordSet } from './word-set.ts';

/** Words before a noun that are no part of its name. */
export const DETERMINERS = wordSet(`
  a an the this that these those each every any all some no both either neither another many much
  several few multiple various different certain other more most numerous countless
  my your his her its our their whose one's
  new existing own individual single separate specific particular respective given
  relevant related associated corresponding available current past previous next upcoming future
  daily weekly monthly yearly annual recent old latest simple basic complete detailed
  unique optional mandatory required possible entire whole same such just only also
  one two three four five six seven eight nine ten zero
  whatever which what unlimited own overdue favourite favorite additional
  important necessary common main key actual real good proper
  basically incoming outgoing active inactive
`);

/** Words that turn a noun after them into a set: "all tasks". */
export const EACH = wordSet('each every');

/** Words before a property's name that are no part of it. */
export const ARTICLES = wordSet(
  'a an the its their his her your our my any each every one optional mandatory required unique also optionally and or some possibly multiple several',
);
