import type { Sign } from './sign.ts';

/** Signs that records are kept. */
export const RECORD_SIGNS: readonly Sign[] = [
  {
    pattern:
      /\b(management|booking|reservation|ticketing|inventory|registration|enrolment|enrollment|ordering|admissions?|membership|tracking|record[- ]keeping|bookkeeping|payroll|lending|rental|scheduling|administration) (system|app|application|platform|software|tool|portal|solution|database|service|website|api)\b/i,
    weight: 2,
    reason: 'a management system',
  },
  {
    pattern:
      /\bkeep(s|ing)? (track|records?|an? (\w+ )?(list|record|register|log|history|inventory))\b/i,
    weight: 2,
    reason: 'asks to keep track',
  },
  {
    pattern: /\b(manage|managing|maintain|maintaining|administer|organi[sz]e)\b/i,
    weight: 0.8,
    reason: 'asks to manage',
  },
  {
    pattern: /\bCRUD\b|\bcreate, (read|view|retrieve), update,? (and|or) delete\b/i,
    weight: 1.5,
    reason: 'create, read, update, delete',
  },
  {
    pattern:
      /\b(add|create|enter|register|record|log)s?,? [^.]{0,60}\b(edit|update|delete|remove|cancel|archive)s?\b/i,
    weight: 1,
    reason: 'records are added and changed',
  },
  {
    pattern: /\b(GET|POST|PUT|PATCH|DELETE)\s+[`*]{0,2}\/\w/,
    weight: 0.8,
    reason: 'a REST interface',
  },
  {
    pattern:
      /\b(CRM|ERP|tracker|logbook|log|diary|address book|to-?do (list|app)|registers?|registry|catalogue|catalog|directory|archive|bug tracking|issue tracking|help ?desk|waiting list|rota|roster|marketplace|back ?office)\b/i,
    weight: 0.8,
    reason: 'a kind of register',
  },
  {
    pattern: /\bas an? [\w -]{2,40},? i (want|need|would like|can|must|should)\b/i,
    weight: 0.5,
    reason: 'user stories',
  },
  {
    pattern:
      /\b(spreadsheets?|on paper|paper (forms?|diary|process|records)|index cards?|excel sheets?|ring binder|whiteboard)\b/i,
    weight: 0.7,
    reason: 'replaces lists on paper',
  },
  {
    pattern:
      /\b(e-?commerce|online (shop|store)|web ?shop|blog(ging)? (platform|system|engine|app|site)|forum|social network|library system|complaint portal)\b/i,
    weight: 1,
    reason: 'a common record system',
  },
  {
    pattern:
      /\b(know|remember|forget|track of|note|see|record) (which|who|whose|what [a-z]+s)\b|\b(booking|lending|rental|renting|hire|registration) of [a-z]|\bwhich [a-z]+ (is|are|was|were) (in|at|on|with) which\b/i,
    weight: 1.2,
    reason: 'asks who has what',
  },
  {
    pattern:
      /\b(register|registry|catalogue|catalog|inventory|directory|database|archive|collection|address book|log) (of|for) (the |our |my |all |every )?[a-z]+/i,
    weight: 1.2,
    reason: 'a register of something',
  },
];
