import { singular } from '../inflection.ts';
import type { Evidence } from '../evidence.ts';
import { entityName } from '../names.ts';
import { listEvidence } from './attribute-lists.ts';

const WRITING =
  /\b(?:POST|PUT|PATCH)\b[\s|`:*]{1,12}(?:https?:\/\/[\w.:-]{1,100})?(\/[\w\-/{}:<>[\].]{1,200})(.{0,400})/g;
const MARKS =
  /^[\s|`:*>-]*(?:(?:request |json )?(?:body|fields?|payload|params?|parameters|accepts|takes|with|creates?[^:({]{0,40})\b)?[\s|`:*>-]*/i;
const MAX_LINES = 400;

/** The last segment of a path that is no parameter: `/users/{id}/orders` gives `orders`. */
function resourceOf(path: string): string {
  const segments = path.split('/').filter((segment) => /^[A-Za-z][\w-]*$/.test(segment));
  const last = segments.at(-1) ?? '';
  return singular(last.toLowerCase()) === last.toLowerCase() && segments.length > 1
    ? ''
    : entityName(last);
}

/** What is sent to a path: `POST /books {title, author}`, `| POST | /books | title, author |`. */
export function fromBodies(text: string): readonly Evidence[] {
  return [...text.matchAll(WRITING)].slice(0, MAX_LINES).flatMap(([, path = '', tail = '']) => {
    const list = tail
      .replace(MARKS, '')
      .replace(/^[({[]|[)}\]|`\s]+$/g, '')
      .replace(/["']/g, '');
    return listEvidence(resourceOf(path), list, 0.5);
  });
}
