import { expect, test } from 'vitest';
import { branchSchema } from '../../src/core/branch.ts';
import { SECOND_MS } from '../../src/core/clock.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { runners } from '../../src/scheduling/runners.ts';
import { NOON, said, useBenches } from '../support/bot.ts';

const openBench = useBenches();

const branch = {
  groups: [
    { id: 'g1', title: '江畔快递群', channel: 'wecom', occupations: { courier: 2 } },
    { id: 'g2', title: '夜班骑手群', channel: 'wecom', occupations: { rider: 1 } },
    { id: 'g3', title: '综合群', channel: 'wecom', occupations: { courier: 1 } },
  ],
  people: [{ id: 'li', name: '李书记', role: 'secretary', occupation: 'office', groups: ['g1'], wecom: 'li' }],
};

/** An urgent notice to three groups whose platform takes nothing from us, until the instant. @returns what its author hears alone */
async function toNobody(until: number, kind: 'refused' | 'no_way') {
  const told: string[] = [];
  const { bot, clock, store } = await openBench({
    branch,
    runners,
    deliver: async ({ outgoing }) => {
      if (outgoing.to.kind === 'group') return { kind, via: 'test', reason: 'gone' };
      told.push(outgoing.text);
      return { kind: 'sent', via: 'test' };
    },
  });
  await store.transaction((tx) => tx.members.syncRoster(rosterOf(branchSchema.parse(branch), []), NOON));
  const direct = { conversation: { kind: 'direct', id: 'wecom:li' }, from: 'li' } as const;
  for (const words of ['紧急通知：东门封路，绕行西门', '1']) {
    await bot.receiver.receive(said(words, { ...direct, sentAt: clock.at, receivedAt: clock.at, replyHandles: [] }), {
      waitMs: 0,
    });
    await bot.settle();
  }
  told.length = 0;
  clock.at = until;
  await bot.settle();
  await bot.settle();
  return told;
}

test.each(['refused', 'no_way'] as const)(
  'an urgent notice that reached nobody (%s) is told at once, all groups in one message',
  async (kind) => {
    expect(await toNobody(NOON + 30 * SECOND_MS, kind)).toEqual([
      '你的通知，江畔快递群、夜班骑手群、综合群没发成。请换个办法告诉一声。',
    ]);
  },
);
