// Whether somebody may see to registrations: only a secretary, alone, in words that are proved to be his.
import type { HandlerContext } from '../../core/handler.ts';
import { registrationPhrases } from '../../core/phrases-registration.ts';

/** Says why not. @param title of what he wants to do */
export function mayDecide(ctx: HandlerContext<unknown>, title: string): boolean {
  if (ctx.member.role !== 'secretary') ctx.reply(registrationPhrases.forSecretary);
  else if (ctx.message.conversation.kind === 'group') ctx.reply(registrationPhrases.deskAlone);
  else if (ctx.isProven(title)) {
    ctx.keepSealed();
    return true;
  }
  return false;
}
