/**
 * Runs inside, under `node -e SOURCE socket port`. The network inside has only a loopback that is
 * not ours, but a unix socket in a shared folder can be reached: each connection to it is joined
 * to one of the product's port.
 */
export const FORWARDER_SOURCE = `
const net = require('node:net');
const [, socket, port] = process.argv;
const dial = (host, outer, otherwise) => {
  const inner = net.connect({ host, port: Number(port), allowHalfOpen: true });
  inner.once('error', otherwise);
  inner.once('connect', () => {
    inner.off('error', otherwise);
    inner.once('error', () => outer.destroy());
    inner.once('close', () => outer.end());
    outer.once('close', () => inner.destroy());
    outer.pipe(inner);
    inner.pipe(outer);
  });
};
net.createServer({ allowHalfOpen: true }, (outer) => {
  outer.on('error', () => undefined);
  dial('127.0.0.1', outer, () => dial('::1', outer, () => outer.destroy()));
}).listen(socket);
`;
