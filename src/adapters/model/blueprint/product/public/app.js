import { list, remove } from './api.js';
import { announce, element } from './dom.js';
import { entities } from './entities.js';
import { openForm } from './form.js';
import { capitalised, shown, titleOf } from './values.js';

const PAGE_SIZE = 20;
const MAX_COLUMNS = 6;

/** What is on the screen: one page of one entity's records. */
const view = { entity: entities[0], offset: 0, search: '' };

const main = document.querySelector('main');
const nav = document.querySelector('nav');

/** Runs what a person asked for, and shows what went wrong. */
const guarded =
  (action) =>
  async (...given) => {
    try {
      await action(...given);
    } catch (error) {
      announce(error.message);
    }
  };

const open = guarded((id) => openForm(view.entity, id, show));

const confirmRemoval = guarded(async (record) => {
  const title = titleOf(view.entity, record);
  if (!window.confirm(`Delete the ${view.entity.name} “${title}”?`)) return;
  await remove(view.entity, record.id);
  await show();
  announce(`“${title}” was deleted.`);
});

function button(label, name, onclick, more = {}) {
  return element('button', { type: 'button', 'aria-label': name, onclick, ...more }, label);
}

async function row(record, columns) {
  const title = titleOf(view.entity, record);
  const cells = await Promise.all(columns.map((field) => shown(field, record[field.name])));
  return element(
    'tr',
    {},
    ...cells.map((cell) => element('td', {}, cell)),
    element(
      'td',
      { class: 'actions' },
      button('Edit', `Edit ${title}`, () => open(record.id)),
      button('Delete', `Delete ${title}`, () => confirmRemoval(record)),
    ),
  );
}

async function table(items) {
  const columns = view.entity.fields.slice(0, MAX_COLUMNS);
  const heads = [...columns.map((field) => capitalised(field.label)), 'Actions'];
  return element(
    'table',
    {},
    element('caption', {}, capitalised(view.entity.plural)),
    element(
      'thead',
      {},
      element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head))),
    ),
    element('tbody', {}, ...(await Promise.all(items.map((record) => row(record, columns))))),
  );
}

function pager({ items, total, offset }) {
  const turn = (by) => () => {
    view.offset = Math.max(0, offset + by);
    return show();
  };
  const range =
    total === 0 ? 'Nothing found' : `${offset + 1}–${offset + items.length} of ${total}`;
  return element(
    'p',
    { class: 'pager' },
    button('Previous', 'Previous page', turn(-PAGE_SIZE), { disabled: offset === 0 }),
    element('span', {}, range),
    button('Next', 'Next page', turn(PAGE_SIZE), { disabled: offset + items.length >= total }),
  );
}

function toolbar() {
  const input = element('input', { type: 'search', id: 'search', value: view.search });
  const onsubmit = (event) => {
    event.preventDefault();
    Object.assign(view, { offset: 0, search: input.value.trim() });
    return show();
  };
  return element(
    'form',
    { class: 'toolbar', role: 'search', onsubmit },
    element('label', { for: 'search' }, `Search ${view.entity.plural}`),
    input,
    element('button', { type: 'submit' }, 'Search'),
    button(`New ${view.entity.name}`, undefined, () => open(undefined), { class: 'primary' }),
  );
}

function showNavigation() {
  const links = entities.map((entity) =>
    element(
      'a',
      { href: `#${entity.path}`, 'aria-current': entity === view.entity ? 'page' : undefined },
      capitalised(entity.plural),
    ),
  );
  nav.replaceChildren(...links);
}

const show = guarded(async () => {
  const { entity, offset, search } = view;
  const page = await list(entity, { limit: PAGE_SIZE, offset, ...(search && { q: search }) });
  const rows = await table(page.items);
  // Another list may have been chosen while this one was on its way.
  if (entity !== view.entity) return;
  showNavigation();
  main.replaceChildren(toolbar(), rows, pager(page));
});

function navigate() {
  const path = window.location.hash.slice(1);
  const entity = entities.find((each) => each.path === path) ?? entities[0];
  Object.assign(view, { entity, offset: 0, search: '' });
  announce('');
  return show();
}

window.addEventListener('hashchange', navigate);
navigate();
