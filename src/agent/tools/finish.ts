import { z } from 'zod';
import { defineTool } from './tool.ts';

/** Characters of a summary that are kept. */
const SUMMARY_MAX = 4_000;

/** The end of a run, said by the model. */
export const finish = defineTool({
  name: 'finish',
  description:
    'Ends your work. Call it last, when everything that the contract asks for is written.',
  input: z.strictObject({
    summary: z
      .string()
      .trim()
      .min(1)
      .describe('What you delivered and what others should know, in a few sentences.'),
  }),
  run: ({ summary }) => ({ ok: true, text: 'Finished.', summary: summary.slice(0, SUMMARY_MAX) }),
});
