/** HTML that is made by a template of ours; everything else is text and is escaped. */
export interface Markup {
  readonly html: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Control characters, and the marks that turn the direction of what follows. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text for any place between tags or in a quoted attribute: a model may have written it. */
const escape = (text: string): string =>
  text.replace(UNSEEN, '\ufffd').replace(/[&<>"'`]/g, (sign) => ENTITIES[sign] ?? sign);

type Value = string | number | Markup | readonly Markup[];

const textOf = (value: Value): string => {
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map(({ html }) => html).join('');
};

/** A template whose values are escaped, but for markup that another template made. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  html: parts.reduce((text, part, at) => {
    const value = values[at - 1];
    return `${text}${value === undefined ? '' : textOf(value)}${part}`;
  }),
});

export const NOTHING: Markup = { html: '' };
