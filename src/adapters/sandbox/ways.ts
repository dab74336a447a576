import type { SandboxCommand } from '../../ports/sandbox.ts';
import { FORWARDER_SOURCE } from './forwarder.ts';
import type { Helper, LaunchOptions } from './launch-script.ts';
import { OUTLET_PORT, OUTLET_SOURCE } from './outlet.ts';

/** Where the folder of the forwarder's socket is seen inside. */
export const FORWARD = '/run/forward';
/** Where the socket of a proxy is seen inside. */
export const OUTLET = '/run/outlet';

/** How requests get to a server inside: a folder for a socket, and the port it leads to. */
export interface Forward {
  readonly dir: string;
  readonly port: number;
}

/** The processes of ours that run beside a command: its way in and its way out. @param node inside. */
export const helpersOf = (
  node: string,
  { proxy }: SandboxCommand,
  forward: Forward | undefined,
): Pick<LaunchOptions, 'forwarder' | 'outlet'> => {
  const helper = (source: string, socket: string, port: number): Helper => [
    node,
    source,
    socket,
    String(port),
  ];
  return {
    ...(forward === undefined
      ? {}
      : { forwarder: helper(FORWARDER_SOURCE, `${FORWARD}/socket`, forward.port) }),
    ...(proxy === undefined ? {} : { outlet: helper(OUTLET_SOURCE, OUTLET, OUTLET_PORT) }),
  };
};
