import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Every global of the Node that runs this, as ESLint wants them. */
const nodeGlobals = Object.fromEntries(
  Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']),
);

const browserGlobals = Object.fromEntries(
  ['document', 'window', 'location', 'history', 'localStorage', 'HTMLElement', 'FormData'].map(
    (name) => [name, 'readonly'],
  ),
);

const PRODUCT = 'src/adapters/model/blueprint/product';

/** The environment is read in one place, so that every setting is named, checked and explained. */
const noEnvironment = {
  'no-restricted-properties': [
    'error',
    {
      object: 'process',
      property: 'env',
      message: 'Only src/config reads the environment; take a Config, or a helper of src/config.',
    },
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: [
        {
          name: 'node:process',
          importNames: ['env', 'default'],
          message: 'Only src/config reads the environment.',
        },
      ],
    },
  ],
};

/** A pure function has no clock and no dice. */
const pure = {
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'The domain has no clock.' },
    { object: 'Math', property: 'random', message: 'The domain has no randomness.' },
  ],
  'no-restricted-globals': [
    'error',
    { name: 'Date', message: 'The domain has no clock.' },
    { name: 'process', message: 'The domain does no I/O.' },
    { name: 'console', message: 'The domain does no I/O.' },
    { name: 'fetch', message: 'The domain does no I/O.' },
    { name: 'crypto', message: 'The domain has no randomness.' },
    { name: 'setTimeout', message: 'The domain has no clock.' },
  ],
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', '**/sdlc_output/', '**/.tmp/', 'test/histories/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { prefer: 'type-imports', fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // A default is a decision about all the rest.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `const { secret, ...rest } = all` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // tsconfig's noPropertyAccessFromIndexSignature asks for the brackets that this would remove.
      '@typescript-eslint/dot-notation': 'off',
      eqeqeq: ['error', 'always'],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
    },
  },
  { files: ['src/**/*.ts'], ignores: ['src/config/**'], rules: noEnvironment },
  { files: ['src/domain/**/*.ts'], rules: pure },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    // A describe block is one function to the rule.
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: nodeGlobals },
    rules: { eqeqeq: ['error', 'always'] },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
  {
    // Files of a generated product: whoever gets it should not find our linter's comments in it.
    files: [`${PRODUCT}/**/*.js`],
    rules: { 'no-control-regex': 'off' },
  },
  {
    files: [`${PRODUCT}/public/**/*.js`],
    languageOptions: { globals: browserGlobals },
  },
);
