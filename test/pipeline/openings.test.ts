// Where people speak to the bot is written down, once; a group that the settings do not name is said aloud.
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/clock.ts';
import type { Faults } from '../../src/core/fault.ts';
import type { Message } from '../../src/core/message.ts';
import { noSlots } from '../../src/core/slots.ts';
import { canReach, OPENED_CHATS } from '../../src/domain/opened.ts';
import { type Bench, said, useBenches } from '../support/bot.ts';

const make = useBenches();
const groups = [{ id: 'g1', title: '江畔快递群', channel: 'wecom' }];
const direct = { conversation: { kind: 'direct', id: 'wecom:zhou' } } as const;

const hear = async (it: Bench, ...given: Parameters<typeof said>) => {
  await it.bot.receiver.receive(said(...given), { waitMs: 0 });
  await it.bot.settle();
};
const records = (it: Bench) => it.store.transaction((tx) => tx.collection(OPENED_CHATS, noSlots).list());
const reached = (it: Bench, account: string) =>
  it.store.transaction((tx) =>
    canReach({ tx, sealer: it.services.sealer, reach: () => 'opened' }, 'wecom', { kind: 'direct', account }),
  );

describe('a conversation', () => {
  test.each<[kind: Message['kind'], more: object, isOpen: boolean]>([
    ['said', {}, true],
    ['clicked', { card: 'm7', button: 'x:1' }, true],
    ['unsupported', { what: 'voice', answerable: true }, true],
    // The platform wants a message first.
    ['entered', {}, false],
  ])('is open to who has %s there: %j %s', async (kind, more, isOpen) => {
    const it = await make();
    expect(await reached(it, 'wecom:zhou')).toBe(false);
    const message = { ...said('签到', direct), kind, ...more } as Message;
    await it.bot.receiver.receive(message, { waitMs: 0 });
    await it.bot.settle();
    expect(await reached(it, 'wecom:zhou')).toBe(isOpen);
    expect(await reached(it, 'wecom:liu')).toBe(false);
  });

  test('that was only spoken in by others is not open', async () => {
    const it = await make();
    await hear(it, '签到');
    expect(await reached(it, 'wecom:zhou')).toBe(false);
  });

  test('is one record, that names no person and no day', async () => {
    const it = await make();
    for (const text of ['签到', '帮助']) {
      await hear(it, text, direct);
      it.clock.at += DAY_MS;
    }
    await hear(it, '签到', direct);
    const kept = await records(it);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('zhou');
  });

  test('is noted though the message itself could not be handled', async () => {
    const it = await make({ handlers: [] });
    it.services.understand = () => {
      throw new Error('for once');
    };
    await hear(it, '签到', direct);
    expect(await reached(it, 'wecom:zhou')).toBe(true);
  });
});

describe('a group', () => {
  test('that the settings do not name is a fault, until they do', async () => {
    const said: string[] = [];
    const faults: Faults = {
      report: (code, subject) => void said.push(`${code} ${subject}`),
      clear: (code, subject) => void said.push(`over: ${code} ${subject}`),
    };
    const it = await make({ branch: { groups }, faults });
    await hear(it, '签到', { conversation: { kind: 'group', id: 'g2' } });
    await hear(it, '签到', { conversation: { kind: 'group', id: 'g1' } });
    await hear(it, '签到', direct);
    expect(said).toEqual(['group_unlisted g2', 'over: group_unlisted g1']);
  });
});
