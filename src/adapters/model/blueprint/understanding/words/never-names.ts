import { wordSet } from './word-set.ts';

/** Headings and labels of requirement documents, which no structure makes an entity. */
export const NEVER_NAMES: ReadonlySet<string> = new Set(
  `system, app, address book, application, platform, website, api, rest api, attribute, field, property, entity,
   table, column, description, type, name, value, required, example, feature, core feature, key
   feature, main feature, overview, introduction, goal, objective, requirement, functional
   requirement, non functional requirement, nonfunctional requirement, data, data model, domain
   model, data requirement, information, response, request, body, user story, story, acceptance
   criterion, id, string, integer, boolean, number, date, text, error, method, endpoint,
   function, constraint, summary, scope, background, purpose, nice to have, must have, should
   have, could have, out of scope, in scope, tech stack, technology stack, technology, technical
   constraint, validation, security, performance, ui, user interface, interface, other, input,
   output, format, key, primary key, foreign key, default, open question, assumption, business
   rule, rule, re, from, to, cc, dependency, use case, given, when, then, and, scenario, as a,
   get, put, patch, delete, create, read, update, list, search, add, edit, view, frontend,
   backend, database, deliverable, milestone plan, timeline, testing, deployment, page, screen,
   dashboard, user role, actor, stakeholder, deadline, budget, priority, status, title, usage,
   installation, command, flag, argument, parameter, relation, relationship, association,
   glossary, benefit, user benefit, functionality, specification, reliability, usability,
   scalability, availability, maintainability, compatibility, storage, authentication,
   authorization, authorisation, access, login, registration, query, mutation, root, props,
   state, config, configuration, action, controller, base, enum, script, engine, version, main,
   module, int, float, class, header, param, object, record, row, item name, all`
    .split(',')
    .map((name) => name.trim().replace(/\s+/g, ' ')),
);

/** Names of the above that are entities where a list of properties stands behind or under them. */
export const OWNERS = wordSet('class page budget registration milestone application');

/** The same, but in the singular only: "Property" is a house, "Properties" are attributes. */
export const OWNERS_IN_SINGULAR = wordSet('property table');

/** Last words of names of software and of documents about it. */
export const SURFACES = wordSet(`
  api apis app application system platform website backend frontend requirement tracker
  manager database converter generator endpoint dashboard stack csv json xml pdf
`);
