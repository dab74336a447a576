/** An answer of the service that is not a success: what it says, and which fields it is about. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `The service answered with status ${status}`);
    this.status = status;
    this.fields = new Map((problem.errors ?? []).map(({ field, message }) => [field, message]));
  }
}

async function call(method, path, { body, headers = {} } = {}) {
  const response = await fetch(path, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const content = isJson ? JSON.parse(text) : {};
  if (!response.ok) throw new Refused(response.status, content);
  return { content, version: response.headers.get('etag') };
}

/** One page of records: { items, total, limit, offset }. */
export async function list(entity, parameters) {
  const { content } = await call('GET', `/${entity.path}?${new URLSearchParams(parameters)}`);
  return content;
}

/** A record, and the version that `replace` needs to overwrite no one else's change. */
export const read = (entity, id) => call('GET', `/${entity.path}/${id}`);

export const create = (entity, body) => call('POST', `/${entity.path}`, { body });

export const replace = (entity, id, body, version) =>
  call('PUT', `/${entity.path}/${id}`, { body, headers: { 'if-match': version } });

export const remove = (entity, id) => call('DELETE', `/${entity.path}/${id}`);
