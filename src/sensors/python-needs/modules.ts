import { normalized } from './requirement.ts';

/** Modules whose package has another name, as far as many projects use them. */
const PACKAGES: Readonly<Record<string, string>> = {
  attr: 'attrs',
  bs4: 'beautifulsoup4',
  Crypto: 'pycryptodome',
  cv2: 'opencv-python',
  dateutil: 'python-dateutil',
  docx: 'python-docx',
  dotenv: 'python-dotenv',
  git: 'gitpython',
  jwt: 'pyjwt',
  magic: 'python-magic',
  nacl: 'pynacl',
  OpenSSL: 'pyopenssl',
  PIL: 'pillow',
  pkg_resources: 'setuptools',
  ruamel: 'ruamel-yaml',
  serial: 'pyserial',
  sklearn: 'scikit-learn',
  slugify: 'python-slugify',
  yaml: 'pyyaml',
  zmq: 'pyzmq',
};

/** Names of packages that modules may come from, as registries compare them. */
export const packagesFor = (modules: readonly string[]): ReadonlySet<string> =>
  new Set(modules.map((module) => PACKAGES[module] ?? normalized(module)));
