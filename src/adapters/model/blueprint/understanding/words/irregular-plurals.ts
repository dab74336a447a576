/** Plurals that no suffix rule turns into their singular. */
export const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map(
  `people person, children child, men man, women woman, mice mouse, geese goose, feet foot,
   teeth tooth, oxen ox, criteria criterion, phenomena phenomenon, analyses analysis,
   diagnoses diagnosis, crises crisis, theses thesis, hypotheses hypothesis, bases base,
   indices index, matrices matrix, vertices vertex, appendices appendix, leaves leave,
   knives knife, lives life, shelves shelf, wolves wolf, halves half, loaves loaf,
   thieves thief, calves calf, wives wife, alumni alumnus, curricula curriculum,
   syllabi syllabus, cacti cactus, fungi fungus, quizzes quiz, axes axe, shoes shoe,
   horseshoes horseshoe, canoes canoe, caches cache, headaches headache, niches niche,
   movies movie, cookies cookie, calories calorie, brownies brownie, selfies selfie,
   hoodies hoodie, smoothies smoothie, ties tie, pies pie, lies lie, dies die, zombies zombie,
   collies collie, memories memory, buses bus, gases gas, lenses lens, minibuses minibus,
   iris iris, dwarves dwarf, scarves scarf, hooves hoof, businesses business, personnel personnel,
   salespeople salesperson, craftsmen craftsman, policemen policeman, firemen fireman,
   chairmen chairman, tradesmen tradesman, grandchildren grandchild, stepchildren stepchild`
    .split(',')
    .map((pair) => pair.trim().split(' '))
    .map(([plural = '', singular = '']) => [plural, singular]),
);
