import { MEDIA_SIGNS } from './games-and-media.ts';
import { NUMBER_SIGNS } from './learning-and-numbers.ts';
import { PAGE_SIGNS } from './pages.ts';
import { PROGRAMMING_SIGNS } from './programming.ts';
import type { Sign } from './sign.ts';

/** Signs of something else than records. */
export const OTHER_SIGNS: readonly Sign[] = [
  ...MEDIA_SIGNS,
  ...NUMBER_SIGNS,
  ...PAGE_SIGNS,
  ...PROGRAMMING_SIGNS,
];
