import type { Sign } from './sign.ts';

/** Signs of pages, their parts, and work on software that exists. */
export const PAGE_SIGNS: readonly Sign[] = [
  {
    pattern:
      /\b(migrate|port|upgrade|rewrite) (our|the|my|this|an existing) |\bimprove the (performance|speed|accessibility)\b|\badd (dark mode|an index|caching|logging|unit tests)\b|\bjust static\b|\b(static|plain) html\b|\bwebsite for (my|our|a) (band|bakery|wedding|caf[eé]|portfolio|brand)\b/i,
    weight: 1.8,
    reason: 'work on pages or software that exist',
  },
  {
    pattern:
      /\b(fix|debug|investigate|refactor|optimi[sz]e|speed up) (the|a|an|our|this) |\bmemory leak\b|\brace condition\b/i,
    weight: 1.5,
    reason: 'a change to software that exists',
  },
  {
    pattern:
      /\b(landing page|static (site|website|page)|portfolio (site|website|page)|one-?page|marketing (site|page)|brochure|personal (website|homepage)|css animation|parallax|hero section|no server|only html and css)\b/i,
    weight: 2,
    reason: 'a static page',
  },
  {
    pattern:
      /\b((react|vue|angular|svelte|ui|web) (component|widget|hook)s?|component in (react|vue|angular|svelte)|(vs ?code|editor|colou?r) theme|storybook|css framework|design system)\b/i,
    weight: 2,
    reason: 'a component',
  },
];
