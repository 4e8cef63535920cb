import { describe, expect, it } from 'vitest';
import type { Sending } from '../../../src/core/channel.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';
import { type Bench, createBench, NEXT_MONTH, push, sending, toGao } from './parts.ts';
import { CUT, onBatchSend, onToken, paramOf, TAKEN, useNock } from './wire.ts';

useNock();

const to = (userId: string, said: Partial<Outgoing> = {}, more: Partial<Sending> = {}): Sending =>
  sending(toGao({ to: { kind: 'direct', account: `dingtalk:${userId}` }, text: '您的诉求已受理', ...push(), ...said }), more);
const deliver = ({ channel, time }: Bench, sendings: Sending[]) => channel.together!.deliver(sendings, time.now);
const accepted = { kind: 'accepted', via: 'batch_send' };

describe('what says the same to many', () => {
  it('leaves as one call, and the answer names whom it did not reach', async () => {
    const bench = createBench();
    onToken();
    const posted = onBatchSend([
      200,
      { processQueryKey: 'k', invalidStaffIdList: ['ghost001'], flowControlledStaffIdList: ['rider002'] },
    ]);
    expect(
      await deliver(
        bench,
        ['rider001', 'rider002', 'ghost001'].map((id) => to(id)),
      ),
    ).toEqual([
      accepted,
      { kind: 'retry', reason: 'batch_send_flow_controlled' },
      { kind: 'refused', reason: 'batch_send_invalid_staff' },
    ]);
    expect(posted).toMatchObject([{ userIds: ['rider001', 'rider002', 'ghost001'] }]);
    expect(bench.counted).toEqual({ dingtalk_calls: 1 });
    expect(bench.channel.together?.most).toBe(20);
  });

  it('is told apart from what says something else, and goes beside it', async () => {
    onToken();
    const posted = onBatchSend(TAKEN, TAKEN);
    const sendings = [to('a1'), to('b1', { text: '别的' }), to('a2')];
    expect(await deliver(createBench(), sendings)).toEqual([accepted, accepted, accepted]);
    const said = posted.map((body) => [body.userIds, paramOf(body)]);
    expect(said).toContainEqual([['a1', 'a2'], { content: '您的诉求已受理' }]);
    expect(said).toContainEqual([['b1'], { content: '别的' }]);
  });

  it('whose end is unknown goes once more together, and no further', async () => {
    const bench = createBench();
    onToken();
    const posted = onBatchSend(CUT, CUT);
    const open = { kind: 'retry', reason: 'batch_send?http_200' };
    expect(await deliver(bench, [to('a1'), to('a2')])).toEqual([open, open]);
    const again = await deliver(
      bench,
      ['a1', 'a2'].map((id) => to(id, {}, { lastReason: 'batch_send?http_200' })),
    );
    expect(again).toEqual(Array(2).fill({ kind: 'unknown', via: 'batch_send', reason: 'http_200' }));
    expect(posted).toHaveLength(2);
  });

  it('waits for the next month where it can, once little is left of this one', async () => {
    const bench = createBench();
    bench.shares.dingtalk_calls = 0.96;
    onToken();
    const posted = onBatchSend(TAKEN);
    const wait = { kind: 'wait', until: NEXT_MONTH, reason: 'quota_calls' };
    expect(await deliver(bench, [to('a1'), to('a2', push(true)), to('a3')])).toEqual([wait, accepted, wait]);
    expect(posted).toMatchObject([{ userIds: ['a2'] }]);
  });

  it('whose end is unknown is no new beginning after it had to wait for the next month', async () => {
    const bench = createBench();
    bench.shares.dingtalk_calls = 0.96;
    const open = { lastReason: 'batch_send?http_200' };
    const waited = await deliver(bench, [to('a1', {}, open), to('a2')]);
    expect(waited).toMatchObject([{ reason: 'batch_send?quota_calls' }, { reason: 'quota_calls' }]);
    bench.shares.dingtalk_calls = 0;
    onToken();
    const posted = onBatchSend(CUT, CUT);
    const again = await deliver(
      bench,
      ['batch_send?quota_calls', 'quota_calls'].map((lastReason, index) => to(`a${index + 1}`, {}, { lastReason })),
    );
    expect(again.map(({ kind }) => kind)).toEqual(['unknown', 'retry']);
    expect(posted).toHaveLength(2);
  });

  it('goes alone where it is more than words to one person', async () => {
    onToken();
    const posted = onBatchSend(TAKEN, TAKEN, TAKEN, TAKEN);
    const outsider = to('x', { to: { kind: 'direct', account: 'dingtalk:corp:$:LWCP' } });
    const long = { text: `${'好'.repeat(3_000)}\n${'好'.repeat(3_000)}` };
    expect(await deliver(createBench(), [outsider, to('a1', long), to('a2'), to('a3')])).toEqual([
      { kind: 'no_way', reason: 'no_open_way' },
      accepted,
      accepted,
      accepted,
    ]);
    expect(posted.map(({ userIds }) => userIds)).toEqual([['a1'], ['a2', 'a3'], ['a1']]);
  });

  it('says its buttons in words, however cards stand', async () => {
    onToken();
    const posted = onBatchSend(TAKEN);
    const bench = createBench({ cardTemplateId: 'maple.schema' });
    const buttons = [{ id: 'acknowledge/notice/n1', label: '收到' }];
    await deliver(bench, [to('a1', { buttons }), to('a2', { buttons })]);
    expect(posted).toMatchObject([{ userIds: ['a1', 'a2'], msgKey: 'sampleText' }]);
  });
});
