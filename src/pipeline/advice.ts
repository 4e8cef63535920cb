// Asks the language model what handling a message needs from it: outside of any transaction, several messages at once.
import { SECOND_MS } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { Frame } from '../core/intent.ts';
import type { WordingRequest } from '../core/knowledge.ts';
import type { Message } from '../core/message.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import type { AdviceRequest } from '../core/understanding.ts';

/** What is asked of it: which reading is meant, or an answer in easier words. */
export type Consultation = { kind: 'reading'; request: AdviceRequest } | { kind: 'wording'; request: WordingRequest };

/** What it said so far of one message; absent = it was not asked, null = it has nothing to say. */
export interface Advice {
  reading?: readonly Frame[] | null;
  /** `plain` is the answer it stands for. */
  wording?: { plain: string; text: string | null };
}

/** Stops the handling of a message until the language model was heard; what was written for it is undone. */
export class AdviceNeeded extends Error {
  readonly consultation: Consultation;
  constructor(consultation: Consultation) {
    super('The language model is to be heard first.');
    this.consultation = consultation;
  }
}

/** Whatever the model's own limits are: a person waits for an answer, and the lease must outlive it by far. */
export const ADVICE_WITHIN_MS: Record<Consultation['kind'], number> = { reading: 3 * SECOND_MS, wording: 8 * SECOND_MS };

/** A leased message, with the advice that was waited for. */
export type Leased = Item<Message> & { advice?: Advice };

export interface Wanting {
  item: Leased;
  consultation: Consultation;
}

/**
 * While the model is asked about a message, the message stays leased, so that no other of its conversation is handed out; those leased
 * together with it are held back. If the process dies, the lease runs out and all begins anew: nothing of it was written.
 * @param back takes the message when there is something to go by, to be worked again
 */
export function createAdvice({ advise, word, log }: Pick<Services, 'advise' | 'word' | 'log'>, back: (item: Leased) => void) {
  const underWay = new Set<Promise<void>>();
  /** Each ends a wait for a wording with nothing. */
  const wordings = new Set<() => void>();
  /** Ordering key → id of the message the others wait for, until that is worked. */
  const holders = new Map<string, number>();

  async function inTime<T>(asking: () => Promise<T | null> | undefined, kind: Consultation['kind']): Promise<T | null> {
    let giveUp = () => {};
    const late = new Promise<null>((resolve) => {
      giveUp = () => resolve(null);
    });
    const timer = setTimeout(giveUp, ADVICE_WITHIN_MS[kind]);
    if (kind === 'wording') wordings.add(giveUp);
    try {
      return (await Promise.race([asking(), late])) ?? null;
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'the language model was asked in vain');
      return null;
    } finally {
      clearTimeout(timer);
      wordings.delete(giveUp);
    }
  }

  async function ask({ kind, request }: Consultation): Promise<Advice> {
    if (kind === 'reading') return { reading: await inTime(() => advise?.(request), kind) };
    return { wording: { plain: request.plain, text: await inTime(() => word?.(request), kind) } };
  }

  return {
    /** True when another message of the conversation has to be worked first. */
    isHeld({ orderingKey, id }: Leased): boolean {
      return (holders.get(orderingKey) ?? id) !== id;
    },
    /** Called once it is committed that they wait. */
    begin(wanting: readonly Wanting[]): void {
      for (const { item, consultation } of wanting) {
        holders.set(item.orderingKey, item.id);
        const done: Promise<void> = ask(consultation).then((advice) => {
          underWay.delete(done);
          back({ ...item, advice: { ...item.advice, ...advice } });
        });
        underWay.add(done);
      }
    },
    /** They were worked, whatever came of it. @param wanting those that wait once more */
    release(items: readonly Leased[], wanting: readonly Wanting[]): void {
      for (const { orderingKey, id, advice } of items) {
        const waits = wanting.some(({ item }) => item.id === id);
        if (advice !== undefined && !waits && holders.get(orderingKey) === id) holders.delete(orderingKey);
      }
    },
    /** Nobody waits any longer for words that only read better. */
    giveUpWordings(): void {
      for (const end of wordings) end();
    },
    isBusy: () => underWay.size > 0,
    /** Resolves when those asked about now are back. */
    idle: async (): Promise<void> => void (await Promise.all(underWay)),
  };
}
