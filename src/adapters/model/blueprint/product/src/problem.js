/** An error with an answer for the client: becomes a problem+json body (RFC 9457). */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} title
   * @param {string} detail
   * @param {{ errors?: { field: string, message: string }[], headers?: Record<string, string> }} [more]
   */
  constructor(status, title, detail, { errors, headers = {} } = {}) {
    super(detail);
    this.status = status;
    this.title = title;
    this.errors = errors;
    this.headers = headers;
  }

  toJSON() {
    const { status, title, message: detail, errors } = this;
    return { type: 'about:blank', title, status, detail, ...(errors && { errors }) };
  }
}

export const badRequest = (detail, errors) => new Problem(400, 'Bad request', detail, { errors });

export const notFound = (detail) => new Problem(404, 'Not found', detail);

export const methodNotAllowed = (method, allowed) =>
  new Problem(
    405,
    'Method not allowed',
    `${method} is not possible here; use ${allowed.join(', ')}`,
    {
      headers: { allow: allowed.join(', ') },
    },
  );

export const conflict = (detail) => new Problem(409, 'Conflict', detail);

export const changedMeanwhile = () =>
  new Problem(
    412,
    'Precondition failed',
    'The record has changed since it was read; read it again',
  );

export const tooLarge = (limit) =>
  new Problem(413, 'Content too large', `The body must not be larger than ${limit} bytes`, {
    headers: { connection: 'close' },
  });

export const notJson = () =>
  new Problem(415, 'Unsupported media type', 'Send the body as application/json');

export const invalid = (errors) =>
  new Problem(422, 'Invalid record', errors.map((e) => `${e.field} ${e.message}`).join('; '), {
    errors,
  });
