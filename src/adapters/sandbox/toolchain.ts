import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The programs of the host that generated code may use, and where they are seen inside. */
export interface Toolchain {
  /** The Node that runs us: what a product is built and tested with. */
  readonly node: string;
  /** Folder of the npm package; absent where there is none. */
  readonly npm?: string;
}

/** Where Node and npm stand inside, whatever the host's folders are called. */
export const TOOLS = '/opt/toolchain';
/** Where packages are shown; programs that come with them are found last. */
const PACKAGES = '/packages';
export const INSIDE_PATH = [
  `${TOOLS}/bin:/usr/local/bin:/usr/bin:/bin`,
  `${PACKAGES}/python/bin:${PACKAGES}/tools/bin`,
].join(':');

const SYSTEM_NPM = [
  '/usr/lib/node_modules/npm',
  '/usr/local/lib/node_modules/npm',
  '/usr/share/nodejs/npm',
];

/** npm beside this Node (an installation, or an npm package of it), else the system's. */
export const findToolchain = (): Toolchain => {
  const node = realpathSync(process.execPath);
  const bin = path.dirname(node);
  const beside = ['../lib/node_modules/npm', '../../npm', '../node_modules/npm'].map((place) =>
    path.resolve(bin, place),
  );
  const npm = [...beside, ...SYSTEM_NPM].find((dir) => existsSync(`${dir}/bin/npm-cli.js`));
  return npm === undefined ? { node } : { node, npm: realpathSync(npm) };
};

/** Folders of the system that are links on some and folders on other distributions. */
const systemFolder = (dir: string): readonly string[] => {
  if (!existsSync(dir)) return [];
  return lstatSync(dir).isSymbolicLink()
    ? ['--symlink', readlinkSync(dir), dir]
    : ['--ro-bind', dir, dir];
};

/** Of /etc only what programs need to start; no account, key or setting of the host. */
const ETC = [
  '/etc/alternatives',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/localtime',
  '/etc/mime.types',
  '/etc/ssl/certs',
];

/** Store folders of distributions that keep programs elsewhere. */
const STORES = ['/nix/store', '/gnu/store'];

/** npm needs the libraries around it, which a package of the system keeps beside it in /usr. */
const npmMounts = (npm: string): readonly string[] => {
  const inUsr = npm.startsWith('/usr/');
  const inside = inUsr ? npm : `${TOOLS}/lib/npm`;
  return [
    ...(inUsr ? [] : ['--ro-bind', npm, inside]),
    ...['npm', 'npx'].flatMap((name) => [
      '--symlink',
      `${inside}/bin/${name}-cli.js`,
      `${TOOLS}/bin/${name}`,
    ]),
  ];
};

/** Made before anything is mounted below them: bubblewrap makes missing parents for root alone. */
const FOLDERS = [
  '/etc',
  '/etc/ssl',
  '/nix',
  '/gnu',
  '/opt',
  TOOLS,
  `${TOOLS}/bin`,
  `${TOOLS}/lib`,
  PACKAGES,
];

const PYTHON_HOMES = ['/usr/lib', '/usr/lib64', '/usr/local/lib', '/usr/local/lib64'];
const PACKAGE_FOLDERS = ['dist-packages', 'site-packages'];

/** Folders with Python packages of the machine. */
const pythonPackages = (): readonly string[] =>
  PYTHON_HOMES.filter((home) => existsSync(home) && !lstatSync(home).isSymbolicLink())
    .flatMap((home) =>
      readdirSync(home)
        .filter((name) => /^python3(\.\d+)?$/.test(name))
        .flatMap((name) => PACKAGE_FOLDERS.map((folder) => `${home}/${name}/${folder}`)),
    )
    .filter((folder) => existsSync(folder) && !lstatSync(folder).isSymbolicLink());

/** A product that needs a package which it does not declare must not find it by chance. */
export const hidePythonPackages = (): readonly string[] =>
  pythonPackages().flatMap((folder) => [
    ...['--size', '4096', '--perms', '0755', '--tmpfs', folder],
    ...['--remount-ro', folder],
  ]);

/** Options of bubblewrap that show the toolchain read-only. */
export const toolchainMounts = ({ node, npm }: Toolchain): readonly string[] => [
  ...['--ro-bind', '/usr', '/usr'],
  ...['/lib', '/lib32', '/lib64', '/libx32', '/bin', '/sbin'].flatMap(systemFolder),
  ...FOLDERS.flatMap((dir) => ['--perms', '0755', '--dir', dir]),
  ...[...ETC, ...STORES].flatMap((name) => ['--ro-bind-try', name, name]),
  ...['--ro-bind', node, `${TOOLS}/bin/node`],
  ...(npm === undefined ? [] : npmMounts(npm)),
];
