/** Who may import whom: the table of folders in docs/, as rules. Enforced by `npm run imports`. */

/** The folders of src, as a pattern that matches a module inside one of them. */
const inside = (...folders) => `^src/(${folders.join('|')})/`;
const NODE = ['core'];
const TYPES = ['type-only'];

/**
 * A folder imports itself and `folders`, and nothing else of ours.
 * @param {string} name of the folder
 * @param {string[]} folders that it may import besides itself
 * @param {{ except?: string, typesOf?: string[], why: string }} more `except`: the one file inside
 *   the folder that has a rule of its own; `typesOf`: folders of which it may import types only
 */
const layer = (name, folders, { except, typesOf = [], why }) => [
  {
    name: `${name}-imports`,
    comment: why,
    severity: 'error',
    from: { path: inside(name), ...(except && { pathNot: except }) },
    to: { path: '^src/', pathNot: inside(name, ...folders, ...typesOf) },
  },
  ...(typesOf.length === 0
    ? []
    : [
        {
          name: `${name}-imports-types-only`,
          comment: why,
          severity: 'error',
          from: { path: inside(name) },
          to: { path: inside(...typesOf), dependencyTypesNot: TYPES },
        },
      ]),
];

/** Packages that only some folders may import, so that a change of library has one place. */
const only = (name, packages, folders, why) => ({
  name: `${name}-only-in`,
  comment: why,
  severity: 'error',
  from: { path: '^src/', pathNot: inside(...folders) },
  to: { path: `^node_modules/(${packages.join('|')})/`, dependencyTypesNot: TYPES },
});

const CONNECT = '^src/client/connect[a-z-]*\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two modules that need each other are one module, or need a third.',
      severity: 'error',
      from: {},
      // Types count as well: whoever reads one of the two has to read the other.
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'A module that nobody imports and that imports nobody is dead.',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'An import must lead somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency',
      comment:
        'What is installed with the package has no devDependencies; their types may be used.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: TYPES },
    },
    {
      name: 'nothing-imports-workers',
      comment: 'Workers are composition roots: processes that are started, not modules.',
      severity: 'error',
      from: { path: '^src/', pathNot: inside('workers') },
      to: { path: inside('workers') },
    },
    ...layer('domain', [], { why: 'The domain is pure: it imports itself.' }),
    {
      name: 'domain-has-no-library',
      comment: 'No I/O and no library in the domain; the workflow bundle holds it.',
      severity: 'error',
      from: { path: inside('domain') },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'] },
    },
    ...layer('workflows', ['domain'], {
      typesOf: ['activities'],
      why: 'Workflows are replayed: only pure rules, and the types of the activities they call.',
    }),
    {
      name: 'workflow-libraries',
      comment: "Only Temporal's workflow API goes into the workflow bundle.",
      severity: 'error',
      from: { path: inside('workflows') },
      to: {
        dependencyTypes: [...NODE, 'npm', 'npm-dev'],
        pathNot: '^node_modules/@temporalio/(workflow|common)/',
      },
    },
    ...layer('activities', ['domain', 'ports', 'agent', 'sensors'], {
      why: 'An activity is a factory over ports; which adapters, a worker decides.',
    }),
    ...layer('agent', ['domain', 'ports'], { why: 'A persona run knows ports, not adapters.' }),
    ...layer('sensors', ['domain', 'ports'], { why: 'A sensor knows ports, not adapters.' }),
    ...layer('validation', ['domain', 'ports', 'sensors'], {
      why: 'Judges any project by the sensors of gates; it knows ports, not adapters.',
    }),
    ...layer('ports', ['domain'], { why: 'Ports are interfaces in words of the domain.' }),
    {
      name: 'ports-take-types-only',
      comment: 'A port names a library at most in a type.',
      severity: 'error',
      from: { path: inside('ports') },
      to: { dependencyTypes: ['npm', 'npm-dev'], dependencyTypesNot: TYPES },
    },
    ...layer('adapters', ['domain', 'ports', 'schemas'], {
      why: 'An adapter implements a port with a library; it knows nothing of who calls it.',
    }),
    ...layer('schemas', ['domain'], { why: 'Schemas turn text from outside into domain types.' }),
    ...layer('client', ['domain', 'ports'], {
      except: CONNECT,
      typesOf: ['workflows'],
      why: 'The SDK is used by other services: it carries no worker with it.',
    }),
    {
      name: 'client-connect-imports',
      comment: 'The places of the SDK that choose adapters; a model is asked as the agent asks.',
      severity: 'error',
      from: { path: CONNECT },
      to: {
        path: '^src/',
        pathNot: inside(
          ...['client', 'domain', 'ports', 'adapters', 'agent', 'config', 'workflows'],
          ...['validation'],
        ),
      },
    },
    ...layer('report', ['domain'], { why: 'A report is a pure function of what is known.' }),
    ...layer('stack', ['config'], { why: 'The embedded stack knows processes, not executions.' }),
    ...layer('config', ['domain'], { why: 'The configuration is read before anything else is.' }),
    // The client answers in types of the ports.
    ...layer('cli', ['client', 'schemas', 'domain', 'config', 'stack', 'report'], {
      typesOf: ['ports'],
      why: 'The command line is a face on the client.',
    }),
    // stack: it reads back the state files of its processes, and may not import schemas.
    only(
      'zod',
      ['zod'],
      ['schemas', 'config', 'agent', 'stack'],
      'Text from outside is parsed there; in the workflow bundle zod would add 2.5 MB.',
    ),
    only('temporal-worker', ['@temporalio/worker'], ['workers'], 'Only a worker polls.'),
    only('temporal-workflow', ['@temporalio/workflow'], ['workflows'], 'It throws elsewhere.'),
    only(
      'temporal-activity',
      ['@temporalio/activity'],
      ['activities', 'workers'],
      'Needs a context.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Files of a generated product: data to us.
    exclude: { path: '^src/adapters/model/blueprint/product/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
