// Pictures of a ticket, where no browser reaches our pages.
import { beforeEach, describe, expect, test } from 'vitest';
import type { NewTicket } from '../../src/core/ticket.ts';
import { NOON } from '../support/bot.ts';
import { type TicketDesk, useTicketDesks } from '../support/tickets.ts';

const open = useTicketDesks();
let desk: TicketDesk;
beforeEach(async () => {
  desk = await open();
  desk.bench.services.baseUrl = () => null;
});

/** A ticket with pictures: some are kept, one could not be fetched, one is on its way. */
async function withPhotos(kept: readonly string[], over: Partial<NewTicket> = {}): Promise<void> {
  const ticket = await desk.add(over);
  await desk.bench.store.transaction(async ({ photos }) => {
    for (const digest of kept) await photos.keep(await photos.add(ticket.id, NOON), digest);
    await photos.fail(await photos.add(ticket.id, NOON), 'gone');
    await photos.add(ticket.id, NOON);
  });
}

const accesses = () =>
  desk.bench.store.transaction(async ({ tickets }) => {
    const ticket = await tickets.byNumber('H-0001');
    return (await tickets.accesses(ticket?.id ?? '')).map(({ memberId, what }) => `${memberId}: ${what}`);
  });

describe('the pictures of a ticket', () => {
  test('go by themselves to whoever handles it, and it is noted', async () => {
    await withPhotos(['a1', 'b2']);
    expect(await desk.say('li', '看 H-0001 的照片')).toBe('H-0001 的照片（2 张）在下面。');
    expect(desk.last()).toMatchObject({ to: { kind: 'direct', account: 'wecom:li' }, photos: ['a1', 'b2'] });
    expect(desk.last().link).toBeUndefined();
    expect(await accesses()).toEqual(['li: page']);
  });

  test('go to the reporter alone, also when he asks in the group', async () => {
    await withPhotos(['a1']);
    expect(await desk.inGroup('zhou', '看 H-0001 的照片')).toEqual({
      here: '发给你了，看私聊。',
      alone: 'H-0001 的照片（1 张）在下面。',
    });
    expect(await accesses()).toEqual([]);
  });

  test('stay where they are where nobody can be told alone', async () => {
    await withPhotos(['a1']);
    desk.bench.services.channels.wecom!.reach = ({ kind }) => (kind === 'group' ? 'always' : 'never');
    expect(await desk.inGroup('zhou', '看 H-0001 的照片')).toEqual({ here: '这个请私聊我说。', alone: null });
  });

  test('are nobody else’s', async () => {
    await withPhotos(['a1']);
    await desk.say('wang', '看 H-0001 的照片');
    expect(desk.last().photos).toBeUndefined();
  });

  test('that were not fetched are none', async () => {
    await withPhotos([]);
    expect(await desk.say('li', '看 H-0001 的照片')).toContain('设好网址');
    expect(desk.last().photos).toBeUndefined();
  });

  test('stand on the page where there is one', async () => {
    desk.bench.services.baseUrl = () => 'http://bot.test';
    await withPhotos(['a1']);
    expect(await desk.say('li', '看 H-0001 的照片')).toContain('10 分钟内点开');
    expect(desk.last()).toMatchObject({ link: expect.stringContaining('http://bot.test/') });
    expect(desk.last().photos).toBeUndefined();
  });
});
