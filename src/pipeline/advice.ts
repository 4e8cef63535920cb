// Asks the language model about messages whose reading is in doubt: outside of any transaction, several at once.
import { SECOND_MS } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { Frame } from '../core/intent.ts';
import type { Message } from '../core/message.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import type { AdviceRequest } from '../core/understanding.ts';
import type { Advice } from './hear.ts';

/** Whatever the model's own limits are: a person waits for an answer, and the lease must outlive it by far. */
export const ADVICE_WITHIN_MS = 3 * SECOND_MS;

/** A leased message, with the advice that was waited for. */
export type Leased = Item<Message> & { advice?: Advice };

export interface Wanting {
  item: Leased;
  request: AdviceRequest;
}

/**
 * While the model is asked about a message, the message stays leased, so that no other of its conversation is handed out; those leased
 * together with it are held back. If the process dies, the lease runs out and all begins anew: nothing of it was written.
 * @param back takes the message when there is something to go by, to be worked again
 */
export function createAdvice({ advise, log }: Pick<Services, 'advise' | 'log'>, back: (item: Leased) => void) {
  const underWay = new Set<Promise<void>>();
  /** Ordering key → id of the message the others wait for, until that is worked. */
  const holders = new Map<string, number>();

  async function ask(request: AdviceRequest): Promise<Frame[] | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), ADVICE_WITHIN_MS);
    });
    try {
      return (await Promise.race([advise?.(request), late])) ?? null;
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'the language model was asked in vain');
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    /** True when another message of the conversation has to be worked first. */
    isHeld({ orderingKey, id }: Leased): boolean {
      return (holders.get(orderingKey) ?? id) !== id;
    },
    /** Called once it is committed that they wait. */
    begin(wanting: readonly Wanting[]): void {
      for (const { item, request } of wanting) {
        holders.set(item.orderingKey, item.id);
        const done: Promise<void> = ask(request).then((advice) => {
          underWay.delete(done);
          back({ ...item, advice });
        });
        underWay.add(done);
      }
    },
    /** They were worked, whatever came of it. */
    release(items: readonly Leased[]): void {
      for (const { orderingKey, id, advice } of items) {
        if (advice !== undefined && holders.get(orderingKey) === id) holders.delete(orderingKey);
      }
    },
    isBusy: () => underWay.size > 0,
    /** Resolves when those asked about now are back. */
    idle: async (): Promise<void> => void (await Promise.all(underWay)),
  };
}
