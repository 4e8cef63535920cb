import type { Message } from '../core/message.ts';
import { phrases } from '../core/phrases.ts';
import type { Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import type { Advice } from './advice.ts';
import { createAnswering } from './answer.ts';
import { isAskedOf, isGroupPress } from './context.ts';
import { isUrgent as isUrgentFrame } from './frames.ts';
import { createHearing } from './hear.ts';
import { createRecents, hasPhoto } from './recent.ts';
import { createRegistry } from './registry.ts';
import { type Taken, withSecondFactor } from './second-factor.ts';
import { openTurn, type Spoken } from './turn.ts';

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

  async function take(tx: Transaction, message: Message, now: number, advice: Advice, isVouched: boolean): Promise<Taken> {
    const turn = await openTurn(services, registry, tx, message, now, advice, isVouched);
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
        else if (hasPhoto(message)) await see(message);
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
        if (!open || !(await answering.takeClick(open, message.button))) turn.say(phrases.questionGone);
        break;
      }
      case 'entered':
        await turn.run([{ intent: 'help', slots: {} }]);
        break;
      case 'unsupported':
        if (message.answerable) turn.say(phrases.unreadable);
        break;
    }
    const unproven = turn.unproven();
    const isUrgent = unproven !== null && message.kind === 'said' && turn.read(message).some(isUrgentFrame);
    return { ...(await turn.close()), unproven, isUrgent };
  }

  return withSecondFactor(services, { take, say });
}
