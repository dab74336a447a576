import { wordSet } from './word-set.ts';

/** Verbs whose object is a record that somebody keeps: base forms. */
export const RECORD_VERBS = wordSet(`
  create add manage track record store register log maintain delete edit update remove enter
  catalogue catalog organise organize schedule book keep administer archive insert save
  capture handle modify persist file enrol enroll cancel reschedule crud
`);

/** Verbs whose object is often a record: base forms. */
export const USE_VERBS = wordSet(`
  view see list search browse find assign submit approve reject upload post publish share buy
  sell order rent borrow lend reserve renew issue return check monitor follow complete close
  open review rate comment collect define set plan import mark tag categorise categorize
  receive send request place prepare process raise invite join attach link print filter sort
  pay sign transfer adopt donate report make write note hold include link oversee coordinate
  admit award offer decline load lend teach treat diagnose prescribe deposit withdraw reopen
  hand arrange retrieve read fetch look pull allocate move mention log-in document show display
  attend host sponsor inspect repair service ship dispatch deliver refund confirm propose
`);

/** Forms of the verbs above that are nouns as often: "order lines" is no command. */
export const NOUN_LIKE_VERBS = wordSet(`
  book order service report review record log note plan request tag comment print file contact link
  ship check store list issue post rate share return view search find offer catalogue catalog
  schedule register track set filter sort sign load show display host monitor repair transfer
  invite import document archive crud work support delivery rent
`);

/** Verbs whose object belongs to the subject: "a project contains tasks". */
export const CONTAIN_VERBS = wordSet('contain hold include have own comprise group');

/** Verbs that introduce the properties of their subject. */
export const DESCRIBE_VERBS = wordSet(
  'has have having with includes include contains contain needs need store stores holds hold requires require carries carry gets get consists comprises captures specifies specify',
);
