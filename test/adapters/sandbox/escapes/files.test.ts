import { FILES } from './files.ts';
import { escapeSuite } from './suite.ts';

escapeSuite('files and environment', FILES);
