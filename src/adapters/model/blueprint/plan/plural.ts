const SAME = new Set(
  (
    'advice aircraft analytics baggage cash clothing data deer electronics equipment feedback fish ' +
    'furniture hardware headquarters homework information inventory-data jewelry knowledge logistics ' +
    'luggage machinery media merchandise metadata money moose music news offspring research series ' +
    'sheep software species staff stationery swine traffic weather'
  ).split(' '),
);

const IRREGULAR = new Map(
  Object.entries({
    person: 'people',
    child: 'children',
    man: 'men',
    woman: 'women',
    mouse: 'mice',
    louse: 'lice',
    foot: 'feet',
    tooth: 'teeth',
    goose: 'geese',
    ox: 'oxen',
    die: 'dice',
    criterion: 'criteria',
    phenomenon: 'phenomena',
    datum: 'data',
    medium: 'media',
    curriculum: 'curricula',
    matrix: 'matrices',
    vertex: 'vertices',
    appendix: 'appendices',
    alumnus: 'alumni',
    stimulus: 'stimuli',
    fungus: 'fungi',
    quiz: 'quizzes',
    leaf: 'leaves',
    loaf: 'loaves',
    half: 'halves',
    calf: 'calves',
    shelf: 'shelves',
    elf: 'elves',
    self: 'selves',
    wolf: 'wolves',
    thief: 'thieves',
    knife: 'knives',
    life: 'lives',
    wife: 'wives',
    hero: 'heroes',
    potato: 'potatoes',
    tomato: 'tomatoes',
    echo: 'echoes',
    veto: 'vetoes',
    cargo: 'cargoes',
    gas: 'gases',
    lens: 'lenses',
    stomach: 'stomachs',
    epoch: 'epochs',
    monarch: 'monarchs',
  }),
);

/** Compounds that end in an irregular word: `bookshelf`, `spokesperson`, `grandchild`. */
const IRREGULAR_ENDING =
  /(shelf|person|child|woman|(?:crafts|fisher|police|sales|fire|trades|chair|fore)man|wife|mouse|tooth|foot)$/;

/** The plural of a lower-case English noun. */
export function plural(noun: string): string {
  if (SAME.has(noun)) return noun;
  const irregular = IRREGULAR.get(noun);
  if (irregular !== undefined) return irregular;
  const ending = IRREGULAR_ENDING.exec(noun)?.[1];
  if (ending !== undefined) return noun.slice(0, -ending.length) + irregularEnding(ending);
  if (/[^aeiou]y$/.test(noun) || noun.endsWith('quy')) return `${noun.slice(0, -1)}ies`;
  if (noun.endsWith('sis')) return `${noun.slice(0, -2)}es`;
  if (/(s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return `${noun}s`;
}

function irregularEnding(ending: string): string {
  return IRREGULAR.get(ending) ?? ending.replace(/man$/, 'men');
}
