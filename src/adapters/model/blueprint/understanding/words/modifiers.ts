import { wordSet } from './word-set.ts';

/** Software before a noun is no part of its name. */
export const SOFTWARE = wordSet(`
  system app application web website platform data database software backend server api portal
  crud
`);

/** People whose name before a noun says whose it is: "customer orders" are orders. */
export const PEOPLE = wordSet(`
  student pupil customer client patient employee member guest tenant subscriber user admin
  administrator staff manager company business organisation organization
`);

/** Last words that are nothing without the word before them: "medical record". */
export const KEPT_WITH_ADJECTIVE = wordSet(`
  record entry item list log plan report file account note request history order session
`);

/** Words that end every noun phrase. */
export const FUNCTION_WORDS = wordSet(`
  and or but of to in on at by for with from is are be been was were has have had can could will
  would should may might must not as if then so than that which who when where while because via
  per about into over under between also etc both plus it they them we i you he she me us only
  up out off upon within without during after before until once like including such
`);

/** Words that stand for a name. */
export const PRONOUNS = wordSet(
  'it they them we i you he she me us this that these those who which',
);
