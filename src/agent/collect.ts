import { AISDKError, InvalidResponseDataError } from '@ai-sdk/provider';
import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { AnswerFailure, StreamFailure } from './answer-failure.ts';
import type { AnswerPart } from './answer.ts';

type Part<Type extends LanguageModelV4StreamPart['type']> = Extract<
  LanguageModelV4StreamPart,
  { readonly type: Type }
>;

/** What a stream came to. */
export interface Collected {
  readonly parts: readonly AnswerPart[];
  /** Absent when the stream ended before it said how. */
  readonly finish: Part<'finish'> | undefined;
  /** The provider's id of the answer, and the model that gave it. */
  readonly id: string | undefined;
  readonly modelId: string | undefined;
}

type Metadata = Part<'text-start'>['providerMetadata'];

interface Block {
  readonly type: 'text' | 'reasoning';
  text: string;
  metadata: Metadata;
}

/** Some tell of an end that came too early as of data that does not fit, only without any data. */
const isEndedEarly = (error: unknown): boolean =>
  InvalidResponseDataError.isInstance(error) && error.data === undefined;

const errorOf = (error: unknown): Error => {
  if (isEndedEarly(error)) {
    return new AnswerFailure('ENDED_EARLY', 'The answer broke off before its end.');
  }
  return AISDKError.isInstance(error) ? error : new StreamFailure(error);
};

const partOf = (item: Block | Part<'tool-call'>): AnswerPart => {
  if (item.type === 'tool-call') return item;
  const { type, text, metadata } = item;
  return { type, text, ...(metadata === undefined ? {} : { providerMetadata: metadata }) };
};

const createCollector = () => {
  const items: (Block | Part<'tool-call'>)[] = [];
  const open = new Map<string, Block>();
  let finish: Part<'finish'> | undefined;
  let answer: Part<'response-metadata'> | undefined;

  const begin = (type: Block['type'], id: string, metadata: Metadata): void => {
    const block: Block = { type, text: '', metadata };
    open.set(`${type} ${id}`, block);
    items.push(block);
  };
  /** Signatures and encrypted reasoning come with the last pieces: the latest holds. */
  const add = (type: Block['type'], id: string, text: string, metadata: Metadata): void => {
    const block = open.get(`${type} ${id}`);
    if (block === undefined) return;
    block.text += text;
    block.metadata = metadata ?? block.metadata;
  };
  const take = (part: LanguageModelV4StreamPart): void => {
    switch (part.type) {
      case 'text-start':
        begin('text', part.id, part.providerMetadata);
        break;
      case 'reasoning-start':
        begin('reasoning', part.id, part.providerMetadata);
        break;
      case 'text-delta':
        add('text', part.id, part.delta, part.providerMetadata);
        break;
      case 'reasoning-delta':
        add('reasoning', part.id, part.delta, part.providerMetadata);
        break;
      case 'text-end':
        add('text', part.id, '', part.providerMetadata);
        break;
      case 'reasoning-end':
        add('reasoning', part.id, '', part.providerMetadata);
        break;
      case 'tool-call':
        items.push(part);
        break;
      case 'response-metadata':
        answer = part;
        break;
      case 'finish':
        finish = part;
        break;
      case 'error':
        throw errorOf(part.error);
      default:
    }
  };
  const collected = (): Collected => ({
    parts: items.map(partOf),
    finish,
    id: answer?.id,
    modelId: answer?.modelId,
  });
  return { take, collected };
};

/**
 * Reads a stream to its end and puts its pieces together.
 * @throws AnswerFailure, StreamFailure, or an error of the library or the connection
 */
export const collect = async (
  stream: ReadableStream<LanguageModelV4StreamPart>,
): Promise<Collected> => {
  const { take, collected } = createCollector();
  for await (const part of stream) take(part);
  return collected();
};
