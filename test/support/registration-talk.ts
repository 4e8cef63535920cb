// A newcomer who registers, on the bench of confidences.
import { afterEach } from 'vitest';
import { doingIn } from '../../src/core/services.ts';
import { registrationOf } from '../../src/domain/registration/records.ts';
import { type AppealBench, type AppealBenchOptions, appealBench } from './appeal-bench.ts';

/** In no roster. */
export const GUEST = 'newguy';

/** For a test file: makes benches and closes them after each test. */
export function useBench(): (options?: AppealBenchOptions) => Promise<AppealBench> {
  const open: AppealBench[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close().catch(() => {});
  });
  return async (options) => {
    const made = await appealBench(options);
    open.push(made);
    return made;
  };
}

/** The last thing he hears of all he says. */
export async function talk(it: AppealBench, ...words: string[]): Promise<string> {
  let last: string[] = [];
  for (const each of words) last = (await it.say(GUEST, each)).alone;
  return last.join('\n');
}

export const register = (it: AppealBench): Promise<string> =>
  talk(it, '我是党员，来报到', '1', '张三丰', '美团的，城南站，住江畔社区', '老家李庄村', '1');

export const detailsOf = async (it: AppealBench) =>
  await it.store.transaction(async (tx) => {
    const member = await tx.members.byAccount(`wecom:${GUEST}`);
    const found = member && (await registrationOf(doingIn(it.services, tx, it.clock.at), member));
    return found?.registration.details ?? null;
  });
