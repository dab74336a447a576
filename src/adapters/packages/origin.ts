/** `https://host:port` of a URL, with the port in any case: what the proxy compares. */
export const originOf = (url: string | URL): string | undefined => {
  const parsed = typeof url === 'string' ? (URL.parse(url) ?? undefined) : url;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return undefined;
  const port = parsed.port === '' ? (parsed.protocol === 'https:' ? '443' : '80') : parsed.port;
  return `${parsed.protocol}//${parsed.hostname}:${port}`;
};

/** A URL without the name and password that may stand in it: nothing of ours goes inside. */
export const withoutCredentials = (url: string): string => {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
};
