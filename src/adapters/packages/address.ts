import { lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

/** Where machines in a cloud find their own keys, and what is no address of one other machine. */
const NEVER = new BlockList();
NEVER.addSubnet('0.0.0.0', 8);
NEVER.addSubnet('169.254.0.0', 16);
NEVER.addAddress('100.100.100.200');
NEVER.addAddress('192.0.0.192');
NEVER.addSubnet('224.0.0.0', 3);
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addAddress('fd00:ec2::254', 'ipv6');
NEVER.addAddress('::', 'ipv6');
NEVER.addSubnet('ff00::', 8, 'ipv6');

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

const isLocalName = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || host.startsWith('127.');

/** Whether a registry of this name may have this address: a name can be made to lead anywhere. */
export const mayHave = (host: string, address: string): boolean => {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0 || NEVER.check(address, family)) return false;
  return isLocalName(host) || !LOOPBACK.check(address, family);
};

/** Looks a host up as usual, and leaves out addresses that it may not have. */
export const lookupFor =
  (host: string): LookupFunction =>
  (name, options, answer) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      const allowed = error === null ? found.filter(({ address }) => mayHave(host, address)) : [];
      const [first] = allowed;
      if (error !== null || first === undefined) {
        const refused = Object.assign(new Error(`${name} has no address that may be used.`), {
          code: 'EACCES',
        });
        answer(error ?? refused, '', 4);
      } else if (options.all === true) answer(null, allowed);
      else answer(null, first.address, first.family);
    });
  };
