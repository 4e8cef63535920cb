// Ways to people where a platform lets nobody be spoken to who has not spoken first.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { branchSchema } from '../../src/core/branch.ts';
import type { Reach } from '../../src/core/channel.ts';
import type { Doing } from '../../src/core/doing.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import { shanghaiInstant } from '../../src/core/shanghai.ts';
import type { Store } from '../../src/core/store.ts';
import { tellEach } from '../../src/domain/activities/telling.ts';
import { listedFor } from '../../src/domain/notices/parts.ts';
import { canReach, noteOpened } from '../../src/domain/opened.ts';
import { wayTo } from '../../src/domain/pushes/way.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { openStore } from '../../src/store/index.ts';
import { quietDoing } from '../support/parts.ts';

const NOW = shanghaiInstant('2026-11-23', 12, 45);
const branch = branchSchema.parse({
  groups: [
    { id: 'g1', title: '江畔快递群', channel: 'wecom' },
    { id: 'g2', title: '夜班骑手群', channel: 'dingtalk' },
  ],
  people: [
    { id: 'zhou', name: '老周', wecom: 'zhou', groups: ['g1'] },
    { id: 'both', name: '两边', wecom: 'both', dingtalk: 'both' },
    { id: 'li', name: '李书记', role: 'secretary', wecom: 'li' },
  ],
});
const GROUP: Outgoing['to'] = { kind: 'group', id: 'g1' };
const direct = (id: string, channel = 'wecom'): Outgoing['to'] => ({ kind: 'direct', account: `${channel}:${id}` });

let store: Store;
let reach: Doing['reach'];
beforeEach(async () => {
  store = await openStore();
  reach = (channel): Reach => (channel === 'wecom' ? 'opened' : 'never');
  await store.transaction((tx) => tx.members.syncRoster(rosterOf(branch, []), NOW));
});
afterEach(() => store.close());

const run = <T>(work: (doing: Doing) => Promise<T>): Promise<T> =>
  store.transaction((tx) => work({ ...quietDoing(), tx, branch, planner: {} as Doing['planner'], reach, now: NOW }));
const open = (to: Outgoing['to']) => run((doing) => noteOpened(doing, 'wecom', to, NOW));
const way = (id: string, viaGroup?: string) => run(async (doing) => wayTo(doing, (await doing.tx.members.byId(id))!, viaGroup));

describe('a way', () => {
  test('is open where somebody has spoken, and nowhere else', async () => {
    await open(GROUP);
    const reached = (to: Outgoing['to'], channel: 'wecom' | 'dingtalk' = 'wecom') => run((doing) => canReach(doing, channel, to));
    expect(await reached(GROUP)).toBe(true);
    expect(await reached(direct('zhou'))).toBe(false);
    expect(await reached({ kind: 'group', id: 'g2' }, 'dingtalk')).toBe(false);
    reach = () => 'always';
    expect(await reached(direct('zhou'))).toBe(true);
  });

  test('leads to the open chat first, then by the open group, then to the chat that may open', async () => {
    expect(await way('zhou', 'g1')).toMatchObject(direct('zhou'));
    await open(GROUP);
    expect(await way('zhou', 'g1')).toMatchObject({ kind: 'group', id: 'g1' });
    expect(await way('zhou')).toMatchObject(direct('zhou'));
    await open(direct('zhou'));
    expect(await way('zhou', 'g1')).toMatchObject(direct('zhou'));
  });

  test('leads to the platform that may be reached, of a person’s two', async () => {
    reach = (channel) => (channel === 'dingtalk' ? 'always' : 'opened');
    expect(await way('both', 'g1')).toMatchObject(direct('both', 'dingtalk'));
    reach = (channel) => (channel === 'wecom' ? 'opened' : 'never');
    expect(await way('both')).toMatchObject(direct('both'));
  });
});

describe('those who come', () => {
  test('are told together where the group is open and their chats are not', async () => {
    await open(GROUP);
    const tell = () =>
      run(async (doing) => {
        const member = (await doing.tx.members.byId('zhou'))!;
        const push = { key: 'k', text: '改到七点', kind: 'change', usefulUntil: NOW + 3_600_000 } as const;
        return (await tellEach(doing, [{ member, group: 'g1', push }])).map((telling) => telling.member.id);
      });
    expect(await tell()).toEqual(['zhou']);
    await open(direct('zhou'));
    expect(await tell()).toEqual([]);
  });

  test('get a notice one by one only where their chats are open', async () => {
    await open(direct('both'));
    expect((await run((doing) => listedFor(doing, { createdBy: 'li' }))).map(({ id }) => id)).toEqual(['both']);
  });
});
