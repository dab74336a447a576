import { KERNEL } from './kernel.ts';
import { escapeSuite } from './suite.ts';

escapeSuite('the kernel', KERNEL);
