import { describe } from '@jest/globals';
import { afterwards } from './end-to-end/afterwards.ts';
import { oneRequirement } from './end-to-end/one-requirement.ts';
import { beforeAnythingRuns, stackComesUp, stackGoesDown } from './end-to-end/stack.ts';
import { useStage } from './end-to-end/stage.ts';
import { unattended } from './end-to-end/unattended.ts';

/** One story on one stack: each part goes on from the one before. */
const stage = useStage();

describe('before anything runs', () => {
  beforeAnythingRuns(stage);
});

describe('up', () => {
  stackComesUp(stage);
});

describe('one requirement, from run to a product', () => {
  oneRequirement(stage);
  afterwards(stage);
});

describe('executions that nobody stays with', () => {
  unattended(stage);
});

describe('down', () => {
  stackGoesDown(stage);
});
