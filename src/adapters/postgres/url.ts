/** A database URL that can't be used. The message never holds the URL, which may hold a password. */
export class DatabaseUrlInvalid extends Error {
  override readonly name = 'DatabaseUrlInvalid';
}

const HELP = 'It must look like postgres://user:password@host:5432/database.';

const SECRETS = ['password', 'sslpassword'];

/** @throws DatabaseUrlInvalid */
const parseUrl = (url: string): URL => {
  // Node's own error would carry the whole text, so it must not escape from here.
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new DatabaseUrlInvalid(`The database URL can't be read. ${HELP}`);
  }
  return parsed;
};

/** A database URL as people may see it: its password replaced by `***`. */
export const maskUrl = (url: string): string => {
  const parsed = parseUrl(url);
  if (parsed.password !== '') parsed.password = '***';
  for (const name of SECRETS) {
    if (parsed.searchParams.has(name)) parsed.searchParams.set(name, '***');
  }
  return parsed.href;
};

/**
 * `host:port, database "name"`, for messages.
 * @throws DatabaseUrlInvalid
 */
export const targetOf = (url: string): string => {
  const { hostname, port, pathname, searchParams } = parseUrl(url);
  const host = hostname || (searchParams.get('host') ?? 'localhost');
  const name = decodeURIComponent(pathname.slice(1)) || 'the default one';
  return `${host}:${port || '5432'}, database "${name}"`;
};
