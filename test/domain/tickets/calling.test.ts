import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setDuty } from '../../../src/domain/duty.ts';
import { answerCall, supplement } from '../../../src/domain/tickets/steps.ts';
import { people, type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

const fire = (from = 'zhou', over = {}) =>
  bench.report(from, { category: 'fire', place: '二号棚', words: '二号棚着火了', urgent: true, ...over });
const called = async () =>
  [...new Set((await bench.told()).filter(({ key }) => key.includes(':call-')).map(({ to }) => to))].sort();

describe('a call', () => {
  it('goes to who is on duty and to the secretaries at once, at any hour, with a button to answer', async () => {
    bench.clock.at += 14 * 3_600_000;
    await fire('zhou', { group: 'g1' });
    const told = await bench.told();
    expect(await called()).toEqual(['hu', 'li', 'wang']);
    expect(told.every(({ urgent, at }) => urgent && at.startsWith('2026-11-24 00:00'))).toBe(true);
    expect(told[0]?.buttons).toEqual(['update-ticket/coming/H-0001']);
    expect(told[0]?.text).toContain('二号棚着火了');
  });

  it('told directly goes to the reporter’s group as well, where the words are not repeated', async () => {
    await fire('zhou');
    const [inGroup, ...more] = await bench.told('g1');
    expect(more).toEqual([]);
    expect(inGroup?.text).toContain('119');
    expect(inGroup?.text).toContain('二号棚，火情：请马上到场。H-0001（紧急）。');
    expect(inGroup?.text).not.toContain('着火了');
  });

  it('goes to the branch’s only group where the reporter is in none', async () => {
    await fire('gao');
    expect(await bench.told('g1')).toHaveLength(1);
  });

  it('does not go to who reported it', async () => {
    await fire('li');
    expect(await called()).toEqual(['g1', 'hu', 'wang']);
  });

  it('is repeated every five minutes; the street is called after ten, the county after twenty', async () => {
    await fire('zhou', { group: 'g1' });
    const upTo = async (minutes: number) => {
      await bench.go(bench.clock.at + minutes * 60_000);
      return await called();
    };
    expect(await upTo(6)).toEqual(['g1', 'hu', 'li', 'wang']);
    expect(await upTo(5)).toEqual(['chen', 'g1', 'hu', 'li', 'wang']);
    expect(await upTo(10)).toEqual(['chen', 'g1', 'gao', 'hu', 'li', 'wang']);
    const again = (await bench.told('g1')).map(({ text }) => text);
    expect(again.every((text) => text.startsWith('还没人应！'))).toBe(true);
  });

  it('mentions coordinators only in a group they are known to be in', async () => {
    await fire('zhou', { group: 'g1' });
    const gao = await bench.member('gao');
    await bench.run(({ tx }) => tx.members.joinGroup(gao.id, 'g1'));
    await bench.go(bench.clock.at + 21 * 60_000);
    const mentioned = await bench.run(async ({ tx }) => {
      const items = await tx.outbox.list(['ready', 'done'], 1_000);
      return items
        .filter(({ body }) => body.to.kind === 'group')
        .at(-1)
        ?.body.mentions.map(({ name }) => name);
    });
    expect(mentioned).toEqual(['老胡', '李书记', '王姐', '高主任']);
  });

  it('says what came after the first words, and how far it has come', async () => {
    const { number } = await fire('zhou', { urgent: false, group: 'g1' });
    const zhou = await bench.member('zhou');
    await bench.run(async (doing) => {
      const ticket = (await doing.tx.tickets.byNumber(number))!;
      await supplement(doing, ticket, { words: '烧到隔壁了', urgent: true, by: zhou, isReporter: true });
    });
    await bench.go(bench.clock.at + 31 * 60_000);
    const told = (await bench.told('li')).filter(({ key }) => key.includes(':call-'));
    expect(told[0]?.text).toContain('原话：二号棚着火了；烧到隔壁了');
    expect(told.at(-1)?.text).toContain('还没人应，已报街道！');
  });

  it('is no longer than an hour: its reporter and the branch hear that nobody came, once', async () => {
    await fire('zhou', { group: 'g1' });
    await bench.go('2026-11-23 13:00');
    const last = await bench.told('zhou').then((told) => told.filter(({ text }) => text.includes('一直没人应')));
    expect(last.map(({ at, text }) => [at, text])).toEqual([
      ['2026-11-23 10:55', 'H-0001 一直没人应，刚喊了最后一遍。别等了：先打 119，人离远点！有人受伤打 120。'],
    ]);
    const ends = (await bench.told()).filter(({ text }) => text.includes('我不再喊了'));
    expect(ends.map(({ to }) => to).sort()).toEqual(['li', 'wang']);
  });

  it('says that nobody is listed where nobody is, not that they were told', async () => {
    await bench.close();
    bench = await ticketBench({ branch: { people: people.filter(({ role }) => role !== 'coordinator') } });
    await fire('zhou', { group: 'g1' });
    await bench.go(bench.clock.at + 56 * 60_000);
    const said = (await bench.told()).map(({ text }) => text).join('\n');
    expect(said).not.toMatch(/已报街道|自动报到街道/);
    expect(said).toContain('还没人应，街道也没登记值班的人！先打 119，人离远点！');
    expect((await bench.told('zhou')).map(({ text }) => text)).toContain(
      'H-0001 支部没按时办，该街道办了；街道还没登记人，我请书记去联系。',
    );
  });

  it('is all that is said while it is repeated: nobody hears two things at one instant', async () => {
    await fire('zhou', { group: 'g1' });
    await bench.go(bench.clock.at + 56 * 60_000);
    const heard = (await bench.told()).map(({ at, to }) => `${at} ${to}`);
    expect(heard).toEqual([...new Set(heard)]);
  });

  it('is not repeated to a group where nobody is to be called', async () => {
    await bench.close();
    bench = await ticketBench({ branch: { duty: [], people: people.filter(({ role }) => role === 'member') } });
    await fire('zhou', { group: 'g1' });
    await bench.go(bench.clock.at + 56 * 60_000);
    expect(await bench.told('g1')).toEqual([]);
  });

  it('ends when somebody answers', async () => {
    await fire();
    const hu = await bench.member('hu');
    await bench.run((doing) => answerCall(doing, hu, 'H-0001'));
    const before = (await bench.told()).filter(({ key }) => key.includes(':call-')).length;
    await bench.go(bench.clock.at + 25 * 60_000);
    expect((await bench.told()).filter(({ key }) => key.includes(':call-'))).toHaveLength(before);
  });

  it('goes to whoever was put on duty for the day', async () => {
    await bench.run((doing) => setDuty(doing, doing.now, ['wu'], 'li'));
    await fire();
    expect(await called()).toEqual(['g1', 'li', 'wang', 'wu']);
  });

  it('goes to the secretaries where nobody is on duty', async () => {
    await bench.close();
    bench = await ticketBench({ branch: { duty: [] } });
    await fire();
    expect(await called()).toEqual(['g1', 'li', 'wang']);
  });
});
