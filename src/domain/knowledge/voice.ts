// How an answer is said: what sounds private, or came with a confidence, is none of a group's business.
import type { Asking, HandlerContext } from '../../core/handler.ts';
import type { Citation } from '../../core/knowledge.ts';

export interface Voice {
  say(text: string): void;
  ask(question: Asking): void;
  cite(citations: readonly Citation[]): void;
  /** Behind an appeal its own question waits for an answer: another would take its place. What is private is asked only sealed. */
  mayAsk: boolean;
}

/**
 * What is private is said to whoever asked alone, and the records do not tell who it was.
 * @param aloud what the group hears instead: that it was whispered, or that it could not be
 */
export function voiceOf(ctx: HandlerContext, isPrivate: boolean, aloud: { whispered: string; tellMeAlone: string }): Voice {
  const isConfidential = ctx.isConfidential();
  const mayAsk = !isConfidential && !ctx.hasAsked() && (!isPrivate || ctx.sealer !== null);
  if (isPrivate) ctx.keepSealed();
  const isInGroup = ctx.message.conversation.kind === 'group';
  if (!(isPrivate || isConfidential) || !isInGroup) return { say: ctx.reply, ask: ctx.ask, cite: ctx.cite, mayAsk };
  const told = (isSaid: boolean) => {
    // Of a confidence the group hears once, from whoever takes it.
    if (!isSaid || !isConfidential) ctx.reply(isSaid ? aloud.whispered : aloud.tellMeAlone);
  };
  return {
    say: (said) => told(ctx.whisper(said)),
    ask: (question) => told(ctx.askAlone(question)),
    // Scripts read what the group does.
    cite: () => {},
    mayAsk,
  };
}
