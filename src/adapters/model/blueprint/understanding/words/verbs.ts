import { wordSet } from './word-set.ts';

/** Verbs whose object is a record that somebody keeps: base forms. */
export const RECORD_VERBS = wordSet(`
  create add manage track record store register log maintain delete edit update remove enter
  catalogue catalog organise organize schedule book keep administer archive insert save
  capture handle modify persist file enrol enroll cancel reschedule crud
`);

/** Verbs of what people do with records: base forms. */
export const ACT_VERBS = wordSet(`
  assign submit approve reject upload post publish share buy sell order rent borrow lend reserve
  renew issue return rate comment collect define raise invite join attach send request receive
  transfer adopt donate inspect repair ship dispatch deliver refund award admit offer decline accept
  load teach treat prescribe deposit withdraw reopen allocate host sponsor confirm propose purchase
  attend pay place open hand close resolve escalate redeem perform conduct carry supervise apply take
`);

/** Verbs of looking at records, or of many other things: base forms. */
export const LOOK_VERBS = wordSet(`
  view see list search browse find check monitor follow complete review set plan import mark
  tag categorise categorize process prepare link print filter sort sign report make write note hold
  include oversee coordinate arrange retrieve read fetch look pull move mention document show display
  service diagnose
`);

/** Forms of the verbs above that are nouns as often: "order lines" is no command. */
export const NOUN_LIKE_VERBS = wordSet(`
  book order service report review record log note plan request tag comment print file contact link
  ship check store list issue post rate share return view search find offer catalogue catalog
  schedule register track set filter sort sign load show display host monitor repair transfer
  invite import document archive crud work support delivery rent purchase place close
`);

/** Verbs that introduce the properties of their subject. */
export const DESCRIBE_VERBS = wordSet(
  'has have having with includes include contains contain needs need store stores holds hold requires require carries carry gets get consists comprises captures specifies specify records uses involves',
);

/** Verbs of what is known of a record: "for each member we note name and phone"; base forms. */
export const KEEPING_VERBS = wordSet(
  'need want know store record keep track capture save log enter note hold show see include have list collect register maintain remember specify require contain display write ask',
);

/** Forms that introduce properties only behind a plural: "rentals record start and end". */
export const PLURAL_DESCRIBE_VERBS = wordSet(
  'record specify capture keep track list save consist comprise',
);

/** Verbs of those for whom records are kept, not of those who keep them: base forms. */
export const TRANSACTION_VERBS = wordSet(`
  borrow rent hire buy sell order reserve book own bring join attend donate belong lease pledge
  breed exhibit compete pay submit send
`);

/** Participles that introduce what a record says: "a report listing the fault and the parts". */
export const LISTING_FORMS = wordSet(
  'including containing listing stating specifying giving showing noting detailing recording storing covering',
);

/** Other verbs of dealing with things, which a tagger takes for nouns; base forms. */
export const DOING_VERBS = wordSet(`
  visit return request receive submit pay give make place win earn grow produce supply lend ride fly
  drive play own bring sign register enrol enroll apply subscribe
`);

/** Verbs of being somewhere and of going on, whose subjects are things, not those who work. */
export const STATE_VERBS = wordSet(`
  go come lead take happen occur start end begin finish last expire cost cover contain consist stand
  sit lie hang span depend involve concern belong arrive depart sail
`);

/** Verbs of looking and of other things that in a story make something: base forms. */
export const MAKING_VERBS = wordSet(
  'write make open set plan mark import complete arrange prepare note file report',
);

/** Verbs of what is written in a document, with its properties as objects. */
export const SAYING_VERBS = wordSet(
  'states lists shows gives names mentions notes indicates bears says state carries covers',
);

/** What people do who tell something of themselves: "subscribers choose a size and a day". */
export const GIVING_VERBS = wordSet('choose enter give leave provide state specify supply submit');
