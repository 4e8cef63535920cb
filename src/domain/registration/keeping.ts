// What is kept of a person's registration, for him alone; all of it is forgotten when he wants it.
import type { Keeping } from '../../core/handler.ts';
import { registrationPhrases, sayDetails } from '../../core/phrases-registration.ts';
import { draftKept, dropDraft } from './drafts.ts';
import { registrationOf } from './records.ts';
import { erase } from './verifying.ts';

export const registrationKeeping: Keeping = {
  async of(doing, member) {
    const found = await registrationOf(doing, member);
    if (found) return [registrationPhrases.data.own(found.registration.number), ...sayDetails(found.registration.details)];
    const draft = await draftKept(doing, member);
    return draft ? [registrationPhrases.data.unfinished, ...sayDetails(draft.details)] : [];
  },
  async forget(doing, member) {
    await dropDraft(doing, member);
    await erase(doing, member);
  },
};
