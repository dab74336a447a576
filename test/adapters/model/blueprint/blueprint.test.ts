import { describe, expect, test } from '@jest/globals';
import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { generateText, hasToolCall, jsonSchema, streamText, tool } from 'ai';
import {
  BlueprintContextMissing,
  checkRequirement,
  createBlueprint,
  filesOf,
  planProject,
} from '../../../../src/adapters/model/blueprint/index.ts';
import { RequirementNotSupported } from '../../../../src/ports/model.ts';

const requirement = 'Create a task management system with projects, tasks and comments';
const game = 'Build a multiplayer space shooter game with enemies and power-ups';
const vague = 'Make something nice for my grandmother';

const maestro = { persona: 'backend_developer', phase: 'implementation', requirement };
const ask: LanguageModelV4Prompt = [{ role: 'user', content: [{ type: 'text', text: 'Begin.' }] }];
const options = (more: Partial<LanguageModelV4CallOptions> = {}): LanguageModelV4CallOptions => ({
  prompt: ask,
  providerOptions: { maestro },
  ...more,
});

/** The tools of a persona run, over files in memory. */
function toolsOver(files: Map<string, string>) {
  return {
    write: tool({
      inputSchema: jsonSchema<{ path: string; content: string }>({ type: 'object' }),
      execute: ({ path, content }) => {
        files.set(path, content);
        return 'written';
      },
    }),
    finish: tool({
      inputSchema: jsonSchema<{ summary: string }>({ type: 'object' }),
      execute: () => 'finished',
    }),
  };
}

describe('driven by the AI SDK', () => {
  test('it writes all files of the persona, a few a step, and finishes', async () => {
    const files = new Map<string, string>();
    const { steps, usage, finishReason } = await generateText({
      model: createBlueprint(),
      prompt: 'Begin.',
      tools: toolsOver(files),
      stopWhen: hasToolCall('finish'),
      providerOptions: { maestro },
    });
    const project = planProject(
      requirement,
      checkRequirement(requirement, { assumeRecords: false }),
    );
    const expected = filesOf(project, maestro.persona, maestro.phase);
    expect([...files]).toEqual(expected.map(({ path, content }) => [path, content]));
    expect(Math.max(...steps.map((step) => step.toolCalls.length))).toBeLessThanOrEqual(3);
    expect(steps.at(-1)?.toolCalls.map((call) => call.toolName)).toEqual(['finish']);
    expect(finishReason).toBe('tool-calls');
    expect(usage).toMatchObject({ inputTokens: 0, outputTokens: 0 });
    const ids = steps.flatMap((step) => step.toolCalls.map((call) => call.toolCallId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('it writes the same when it is streamed', async () => {
    const [generated, streamed] = [new Map<string, string>(), new Map<string, string>()];
    const common = { model: createBlueprint(), prompt: 'Begin.', providerOptions: { maestro } };
    await generateText({ ...common, tools: toolsOver(generated), stopWhen: hasToolCall('finish') });
    const stream = streamText({
      ...common,
      tools: toolsOver(streamed),
      stopWhen: hasToolCall('finish'),
    });
    await stream.consumeStream();
    expect([...streamed]).toEqual([...generated]);
  });
});

describe('asked for one step', () => {
  test('it answers the same question the same', async () => {
    const first = await createBlueprint().doGenerate(options());
    expect(await createBlueprint().doGenerate(options())).toEqual(first);
  });

  test('it goes on after what the prompt says was written, refused or not', async () => {
    const model = createBlueprint();
    const { content } = await model.doGenerate(options());
    const [call] = content.filter((part) => part.type === 'tool-call');
    if (!call) throw new Error('There is no tool call.');
    const input = JSON.parse(call.input) as { path: string };
    const { toolCallId, toolName } = call;
    const prompt: LanguageModelV4Prompt = [
      ...ask,
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId, toolName, input }] },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId,
            toolName,
            output: { type: 'error-text', value: 'no' },
          },
        ],
      },
    ];
    const next = await model.doGenerate(options({ prompt }));
    expect(JSON.stringify(next.content)).not.toContain(toolCallId);
  });

  test('a persona that it does not know is finished at once, and says so', async () => {
    const providerOptions = { maestro: { ...maestro, persona: 'poet' } };
    const { content } = await createBlueprint().doGenerate(options({ providerOptions }));
    expect(content).toEqual([
      expect.objectContaining({ toolName: 'finish', input: expect.stringContaining('nothing') }),
    ]);
  });

  test('it stops with text once it has finished', async () => {
    const prompt: LanguageModelV4Prompt = [
      ...ask,
      {
        role: 'assistant',
        content: [{ type: 'tool-call', toolCallId: 'x', toolName: 'finish', input: {} }],
      },
    ];
    const { finishReason } = await createBlueprint().doGenerate(options({ prompt }));
    expect(finishReason.unified).toBe('stop');
  });

  test.each(['persona', 'phase', 'requirement'])('it does not guess the %s', async (name) => {
    const providerOptions = { maestro: { ...maestro, [name]: '' } };
    const asked = createBlueprint().doGenerate(options({ providerOptions }));
    await expect(asked).rejects.toThrow(BlueprintContextMissing);
    await expect(asked).rejects.toThrow(`providerOptions.maestro.${name}`);
  });

  test('an aborted call is not answered', async () => {
    const abortSignal = AbortSignal.abort();
    await expect(createBlueprint().doGenerate(options({ abortSignal }))).rejects.toThrow();
  });
});

describe('a requirement', () => {
  const check =
    (text: string, assumeRecords = false) =>
    () =>
      checkRequirement(text, { assumeRecords });

  test('about records is understood', () => {
    const names = check(requirement)().entities.map((entity) => entity.name);
    expect(names).toEqual(['project', 'task', 'comment']);
  });

  test('about something else is refused, with what to do instead', () => {
    expect(check(game)).toThrow(RequirementNotSupported);
    expect(check(game, true)).toThrow(RequirementNotSupported);
    expect(check(game)).toThrow(/--model openai-compatible:<model>.*MAESTRO_OPENAI_BASE_URL/);
  });

  test('that is unclear is refused, unless records are to be assumed', () => {
    expect(check(vague)).toThrow(/--assume-records/);
    expect(check(vague, true)).not.toThrow();
  });

  test('that is refused makes the model reject', async () => {
    const providerOptions = { maestro: { ...maestro, requirement: game } };
    const asked = createBlueprint().doStream(options({ providerOptions }));
    await expect(asked).rejects.toThrow(RequirementNotSupported);
  });
});
