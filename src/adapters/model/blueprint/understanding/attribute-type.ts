import type { AttributeType } from './types.ts';

const ANNOTATIONS: readonly (readonly [RegExp, AttributeType])[] = [
  [/^(bool(ean)?|bit|yes ?\/ ?no|true ?\/ ?false|flag|checkbox)\b/, 'boolean'],
  [/^(datetime|timestamp(tz)?|date[ -]?time|date and time|instant)\b/, 'datetime'],
  [/^(local)?date(only)?\b/, 'date'],
  [/^(text(area)?|long ?text|rich ?text|markdown|clob|multi-?line|paragraph)\b/, 'text'],
  [
    /^(big|small|tiny|unsigned |positive |whole )*(int(eger|4|8)?|serial|long|short|whole number)\b/,
    'integer',
  ],
  [
    /^(money|currency|monetary|decimal ?\( ?\d+ ?, ?2 ?\)|numeric ?\( ?\d+ ?, ?2 ?\)|(in )?(euros?|dollars?|pounds?|usd|eur|gbp)\b)/,
    'money',
  ],
  [/^(number|numeric|decimal|float(ing)?|double|real|percent(age)?|currency)\b/, 'number'],
  [/^email/, 'email'],
  [/^(url|uri|link)\b/, 'url'],
  [
    /^(n?var)?char\b|^(str|string|uuid|guid|short text|word|free text|varchar\d?|nvarchar|json|array|list|object|blob)\b/,
    'string',
  ],
];

const NAMES: readonly (readonly [RegExp, AttributeType])[] = [
  [/^id$/, 'identifier'],
  [/(^|_)e?mail(_address)?$/, 'email'],
  [/(^|_)(url|website|link|homepage|web_address|web_site)$/, 'url'],
  [
    /^(is|has|can|allows?|requires?)_|(^|_)(active|enabled|completed?|paid|done|archived|read|visible|published|approved|verified|available|resolved|cancelled|confirmed|returned|in_stock|flag)$/,
    'boolean',
  ],
  [
    /(^|_)(timestamp|date_time|datetime|created|updated|modified)$|_at$|(^|_)date_and_time$|^(start|end|due|begin|departure|arrival|check_in|check_out|pickup)_time$/,
    'datetime',
  ],
  [
    /(^|_)(date|birthday|dob|deadline|day|expiry|due|anniversary)$|(^|_)date_of_|_on$|^date_|^(due|expires|expiry)(_|$)/,
    'date',
  ],
  [
    /(^|_)(price|amount|cost|fee|salary|wage|balance|subtotal|budget|revenue|deposit|payment|fare|rent|charge|tax|donation|income|value|money|premium|bid|tuition|total)$|(^|_)(hourly|daily|pay|nightly)_rate$/,
    'money',
  ],
  [
    /(^|_)(count|quantity|qty|year|age|capacity|stock|stock_level|pages|seats|points|bedrooms|bathrooms|number_of_[a-z_]+|mileage|reps|sets|servings|rank|level|days|minutes|hours|rating|floor|calories|stars|order_index|votes|likes|copies|vintage)$|^number_of_|_count$/,
    'integer',
  ],
  [
    /(^|_)(weight|height|width|length|depth|size_in_[a-z]+|latitude|longitude|temperature|distance|percentage|percent|rate|score|gpa|volume|area|speed|discount|abv|ph|humidity|gravity|dosage_mg|quota)$/,
    'number',
  ],
  [
    /(^|_)(description|body|content|text|notes?|remarks?|comments?|bio|biography|summary|instructions|details|ingredients|symptoms|message|allergies|steps|abstract|feedback|reason|history|minutes_text)$/,
    'text',
  ],
];

function match(
  table: readonly (readonly [RegExp, AttributeType])[],
  text: string,
): AttributeType | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}

/** The type that a written annotation names (`VARCHAR(100)`, `integer`, `date`), if it is one. */
export function annotatedType(annotation: string): AttributeType | undefined {
  return match(ANNOTATIONS, annotation.trim().toLowerCase().slice(0, 60));
}

/** The type that an attribute's snake_case name suggests. */
export function typeOfName(name: string): AttributeType {
  return match(NAMES, name) ?? 'string';
}
