import { remembering } from '../remember.ts';
import { ACT_VERBS, LOOK_VERBS, RECORD_VERBS } from '../words/verbs.ts';

/** The base forms that a verb form may come from: "managing" gives manage, managing, manag. */
function findBaseForms(form: string): readonly string[] {
  const forms = [form];
  const stems: string[] = [];
  if (form.endsWith('ing')) stems.push(form.slice(0, -3));
  if (form.endsWith('ied')) forms.push(`${form.slice(0, -3)}y`);
  if (form.endsWith('ies')) forms.push(`${form.slice(0, -3)}y`);
  if (form.endsWith('ed') && !form.endsWith('eed')) stems.push(form.slice(0, -2));
  if (form.endsWith('es')) stems.push(form.slice(0, -2));
  if (form.endsWith('s') && !form.endsWith('ss')) stems.push(form.slice(0, -1));
  for (const stem of stems) {
    forms.push(stem, `${stem}e`);
    if (/([a-z])\1$/.test(stem)) forms.push(stem.slice(0, -1));
  }
  if (form === 'kept') forms.push('keep');
  if (form === 'sold') forms.push('sell');
  if (form === 'bought') forms.push('buy');
  if (form === 'lent') forms.push('lend');
  if (form === 'made') forms.push('make');
  if (form === 'held') forms.push('hold');
  if (form === 'sent') forms.push('send');
  if (form === 'paid') forms.push('pay');
  return forms;
}

const baseForms = remembering(findBaseForms);

/** Whether a form belongs to one of the verbs of a list of base forms. */
export function isFormOf(form: string, verbs: ReadonlySet<string>): boolean {
  return baseForms(form).some((base) => verbs.has(base));
}

/** Whether a word is the base form of a verb of any list. */
export function isBaseForm(word: string): boolean {
  return RECORD_VERBS.has(word) || ACT_VERBS.has(word) || LOOK_VERBS.has(word);
}

/** Whether a form belongs to a verb of any list. */
export function isKnownVerb(form: string): boolean {
  return baseForms(form).some(isBaseForm);
}
