import { createPlain } from '../../../src/adapters/sandbox/index.ts';
import { sandboxSuite } from './suite.ts';

sandboxSuite('plain', createPlain);
