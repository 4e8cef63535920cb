import type { Message } from '../core/message.ts';
import { phrases } from '../core/phrases.ts';
import type { Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import type { Advice } from './advice.ts';
import { createAnswering } from './answer.ts';
import { isAskedOf, isGroupPress } from './context.ts';
import { createHearing } from './hear.ts';
import { createRecents, hasPhoto, withQuotedPhotos } from './recent.ts';
import { createRegistry } from './registry.ts';
import type { Spoken } from './saying.ts';
import { withSecondFactor } from './second-factor.ts';
import { type Manner, openTurn, type Taken } from './turn.ts';

/**
 * One message, from meaning to effect: who speaks, what is asked, may they, do it, say it. Everything is written through `tx`,
 * so the effect and its replies are one. Free of network and clock.
 * @param advice what the language model said of this message, as far as it was asked
 * @throws AdviceNeeded when it should be asked first
 */
export type Dispatch = (tx: Transaction, message: Message, now: number, advice: Advice) => Promise<Spoken>;

export function createDispatch(services: Services): Dispatch {
  const registry = createRegistry(services.handlers);
  const recents = createRecents();

  async function say(tx: Transaction, message: Message, now: number, text: string): Promise<Spoken> {
    const turn = await openTurn(services, registry, tx, message, now);
    turn.say(text);
    return await turn.close();
  }

  async function take(tx: Transaction, message: Message, now: number, advice: Advice, manner: Manner): Promise<Taken> {
    const turn = await openTurn(services, registry, tx, message, now, advice, manner);
    const answering = createAnswering(turn, recents);
    const { hear, see, locate, runAll } = createHearing(turn, {
      recents,
      answering,
      advise: services.advise,
      advice: advice.reading,
    });
    switch (message.kind) {
      case 'said':
        if (message.text !== '') await hear(message);
        else if (hasPhoto(withQuotedPhotos(message))) await see(withQuotedPhotos(message));
        else if (!message.addressed) break;
        else if (message.media.length > 0) turn.say(phrases.unreadable);
        else if (message.location) await locate(message);
        else await runAll(message, [{ intent: 'help', slots: {} }]);
        break;
      case 'clicked': {
        if (await turn.press(message.button)) break;
        // Somebody else's question: a group need not hear of it.
        if (isGroupPress(message) && !(await isAskedOf(tx, message))) break;
        const open = await turn.openQuestion();
        if (open && (await answering.takeClick(open, message.button))) break;
        const words = await turn.stalePress(message.button);
        // Of a card that is over the group need not hear.
        if (words !== null && !(isGroupPress(message) && turn.whisper(words))) turn.say(words);
        break;
      }
      case 'entered':
        await turn.run([{ intent: 'help', slots: {} }]);
        break;
      case 'unsupported':
        if (message.answerable) turn.say(phrases.unreadable);
        break;
    }
    return await turn.close();
  }

  return withSecondFactor(services, { take, say });
}
