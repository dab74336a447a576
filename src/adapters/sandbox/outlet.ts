/** Where the proxy is found inside. */
export const OUTLET_PORT = 3_128;

const ADDRESS = `http://127.0.0.1:${String(OUTLET_PORT)}`;

/** What tells programs of the proxy. */
export const proxyVariables = (proxy: string | undefined): Readonly<Record<string, string>> =>
  proxy === undefined
    ? {}
    : {
        http_proxy: ADDRESS,
        https_proxy: ADDRESS,
        HTTP_PROXY: ADDRESS,
        HTTPS_PROXY: ADDRESS,
        no_proxy: '',
        NO_PROXY: '',
      };

/**
 * Runs inside, under `node -e SOURCE socket port`, the other way round than the forwarder: each
 * connection to the port is joined to one of the socket. It closes its output once it listens, and
 * puts another file there: Node ends when a connection takes the place of an output.
 */
export const OUTLET_SOURCE = `
const net = require('node:net');
const [, socket, port] = process.argv;
net.createServer({ allowHalfOpen: true }, (inner) => {
  const outer = net.connect({ path: socket, allowHalfOpen: true });
  inner.on('error', () => outer.destroy());
  outer.on('error', () => inner.destroy());
  inner.once('close', () => outer.destroy());
  outer.once('close', () => inner.end());
  inner.pipe(outer);
  outer.pipe(inner);
}).listen(Number(port), '127.0.0.1', () => {
  const { closeSync, openSync } = require('node:fs');
  closeSync(1);
  openSync('/dev/null');
});
`;
