import { create, list, read, Refused, replace } from './api.js';
import { announce, element } from './dom.js';
import { capitalised, entityNamed, titleOf } from './values.js';

const INPUTS = new Map([
  ['string', { type: 'text', maxlength: 200 }],
  ['number', { type: 'number', step: 'any' }],
  ['integer', { type: 'number', step: 1 }],
  ['money', { type: 'number', step: 0.01 }],
  ['date', { type: 'date' }],
  ['datetime', { type: 'datetime-local', step: 1 }],
  ['email', { type: 'email' }],
  ['url', { type: 'url' }],
]);

/** The most records that a reference offers to choose from. */
const MAX_CHOICES = 100;

/** The local time that a datetime-local input wants, without its zone. */
function toLocalTime(value) {
  const time = new Date(value);
  return new Date(time - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

const inputText = (field, value) =>
  field.type === 'datetime' ? toLocalTime(value) : String(value);

async function choices(field, value) {
  if (field.type === 'boolean')
    return [
      ['true', 'yes'],
      ['false', 'no'],
    ];
  if (field.type === 'enum') return field.values.map((each) => [each, each]);
  const entity = entityNamed(field.to);
  const { items } = await list(entity, { limit: MAX_CHOICES, sort: '-created_at' });
  const known = items.map((record) => [record.id, titleOf(entity, record)]);
  return value && !items.some((record) => record.id === value) ? [...known, [value, value]] : known;
}

async function control(field, value) {
  const common = { id: `field-${field.name}`, name: field.name, required: field.required };
  if (field.type === 'text') return element('textarea', { ...common, rows: 4 }, value ?? '');
  const input = INPUTS.get(field.type);
  if (input) {
    const text = value === null || value === undefined ? undefined : inputText(field, value);
    return element('input', { ...common, ...input, value: text });
  }
  const options = (await choices(field, value)).map(([key, label]) =>
    element('option', { value: key, selected: key === String(value) }, label),
  );
  return element('select', common, element('option', { value: '' }, '(none)'), ...options);
}

async function labelled(field, value) {
  const input = await control(field, value);
  const error = element('p', { id: `${input.id}-error`, class: 'error' });
  input.setAttribute('aria-describedby', error.id);
  const label = capitalised(field.label) + (field.required ? ' (required)' : '');
  return element(
    'div',
    { class: 'field' },
    element('label', { for: input.id }, label),
    input,
    error,
  );
}

/** The value that a control's text stands for. */
function valueOf(field, text) {
  if (text === '') return null;
  if (['number', 'integer', 'money'].includes(field.type)) return Number(text);
  if (field.type === 'boolean') return text === 'true';
  if (field.type === 'datetime') return new Date(text).toISOString();
  return text;
}

function showErrors(form, error) {
  for (const input of form.querySelectorAll('[name]')) {
    const message = error instanceof Refused ? error.fields.get(input.name) : undefined;
    input.setAttribute('aria-invalid', String(Boolean(message)));
    document.getElementById(`${input.id}-error`).textContent = message ?? '';
  }
  form.querySelector('[role=alert]').textContent = error.message;
  form.querySelector('[aria-invalid=true]')?.focus();
}

async function save(entity, form, id, version) {
  const data = new FormData(form);
  const body = Object.fromEntries(
    entity.fields.map((field) => [field.name, valueOf(field, data.get(field.name) ?? '')]),
  );
  if (id) await replace(entity, id, body, version);
  else await create(entity, body);
  announce(`The ${entity.name} was saved.`);
}

/**
 * Asks for the values of a new record, or for new ones of the record with the id.
 * @param {() => void} onSaved
 */
export async function openForm(entity, id, onSaved) {
  const { content: record, version } = id ? await read(entity, id) : { content: {} };
  const fields = await Promise.all(
    entity.fields.map((field) => labelled(field, record[field.name])),
  );
  const title = element('h2', { id: 'form-title' }, `${id ? 'Edit' : 'New'} ${entity.name}`);
  const dialog = element('dialog', {
    'aria-labelledby': 'form-title',
    onclose: () => dialog.remove(),
  });
  const submit = async (event) => {
    event.preventDefault();
    try {
      await save(entity, form, id, version);
      dialog.close();
      onSaved();
    } catch (error) {
      showErrors(form, error);
    }
  };
  const form = element(
    'form',
    { onsubmit: submit, novalidate: true },
    title,
    element('p', { role: 'alert', class: 'error' }),
    ...fields,
    element('button', { type: 'submit', class: 'primary' }, 'Save'),
    element('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
  );
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
}
