/**
 * What a value of each field type must look like. A check returns what is wrong with the value,
 * as the end of a sentence that begins with the field's name, or undefined.
 */

const MAX_STRING = 200;
const MAX_TEXT = 10_000;
const MAX_MONEY = 1e12;

const CONTROL = /[\u0000-\u001f\u007f]/;
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

function isDate(value) {
  const match = typeof value === 'string' && DATE.exec(value);
  if (!match) return false;
  // Date rolls 31 February over into March: a real day comes back unchanged.
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isDateTime(value) {
  if (typeof value !== 'string') return false;
  const [date, time] = value.split(/T(.*)/s);
  return isDate(date) && TIME.test(time ?? '');
}

function isWebAddress(value) {
  if (typeof value !== 'string' || value.length > 2000 || /\s/.test(value)) return false;
  // A web address is shown as a link: javascript: and the like must not get through.
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}

function checkString(value) {
  if (typeof value !== 'string') return 'must be a string';
  if (value.trim() === '') return 'must not be empty';
  if (value.length > MAX_STRING) return `must have at most ${MAX_STRING} characters`;
  if (CONTROL.test(value)) return 'must be a single line without control characters';
}

function checkText(value) {
  if (typeof value !== 'string') return 'must be a string';
  if (value.trim() === '') return 'must not be empty';
  if (value.length > MAX_TEXT) return `must have at most ${MAX_TEXT} characters`;
  if (CONTROL_BUT_LINES.test(value)) return 'must not contain control characters';
}

function checkMoney(value) {
  if (!isNumber(value)) return 'must be a number';
  if (Math.abs(value) > MAX_MONEY) return `must be between -${MAX_MONEY} and ${MAX_MONEY}`;
  if (Number(value.toFixed(2)) !== value) return 'must have at most two decimal places';
}

const unless = (test, message) => (value) => (test(value) ? undefined : message);

const checks = new Map([
  ['string', checkString],
  ['text', checkText],
  ['number', unless(isNumber, 'must be a number')],
  ['integer', unless(Number.isSafeInteger, 'must be a whole number')],
  ['money', checkMoney],
  ['boolean', unless((value) => typeof value === 'boolean', 'must be true or false')],
  ['date', unless(isDate, 'must be a date such as 2030-01-31')],
  ['datetime', unless(isDateTime, 'must be a time such as 2030-01-31T09:30:00Z')],
  [
    'email',
    unless(
      (value) => typeof value === 'string' && value.length <= 254 && EMAIL.test(value),
      'must be an e-mail address',
    ),
  ],
  ['url', unless(isWebAddress, 'must be a web address that begins with http:// or https://')],
  [
    'reference',
    unless((value) => typeof value === 'string' && UUID.test(value), 'must be the id of a record'),
  ],
]);

/**
 * @param {{ type: string, values?: string[] }} field
 * @param {unknown} value neither null nor undefined
 * @returns {string | undefined}
 */
export function checkValue(field, value) {
  if (field.type === 'enum') {
    return field.values.includes(value) ? undefined : `must be one of: ${field.values.join(', ')}`;
  }
  return checks.get(field.type)(value);
}

/** Turns the text of a query parameter into a value of the field's type. */
export function parseText(field, text) {
  if (field.type !== 'boolean') return text;
  return text === 'true' ? true : text === 'false' ? false : text;
}
