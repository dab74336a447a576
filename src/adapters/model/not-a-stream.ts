import { isObject } from '../../domain/brand.ts';

/** What came in place of a stream of events. */
export interface NotAStream {
  /** The error status that the body tells of; absent when it is no error that we know. */
  readonly status?: number;
  /** What came, for people. */
  readonly problem: string;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Some gateways answer 200 and tell of an error in the body. */
export const notAStream = (body: string, contentType: string): NotAStream => {
  const value = parse(body);
  const error = isObject(value) && isObject(value['error']) ? value['error'] : undefined;
  if (error !== undefined) {
    const code = Number(error['code']);
    return { status: code >= 400 && code <= 599 ? code : 500, problem: 'an error came' };
  }
  const begins = JSON.stringify(body.trim().slice(0, 80));
  const kind = contentType.split(';')[0] ?? '';
  return { problem: `in place of a stream came ${kind === '' ? 'a text' : kind}: ${begins}` };
};
