// How secretaries are asked about exchanges: sealed, a handful at a time, with the way to the others.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/clock.ts';
import { askExchange, askSecretaries, remindSecretaries } from '../../../src/domain/points/exchanging.ts';
import { offerGoods } from '../../../src/domain/points/goods.ts';
import { earn } from '../../../src/domain/points/index.ts';
import { type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

/** Zhou asks for so many waters. */
const asksFor = (count: number) =>
  bench.run(async (doing) => {
    const { goods } = await offerGoods(doing, { name: '矿泉水', cost: 1, stock: 20 });
    const deed = { memberId: 'zhou', rule: 'volunteer_hour', source: 'test:1', at: doing.now, times: 10 } as const;
    await earn(doing, deed);
    for (let nth = 1; nth <= count; nth += 1) await askExchange(doing, { id: 'zhou' }, goods.id, `m${nth}`, 1);
  });

test('what is asked of them stands sealed until it leaves, and its buttons work', async () => {
  await asksFor(1);
  await bench.run(askSecretaries);
  const rows = await bench.run(({ tx }) => tx.outbox.list(['ready'], 9));
  expect(rows).toHaveLength(2);
  for (const { body } of rows) expect(JSON.stringify(body)).not.toMatch(/老周|矿泉水|simulator:/);
  const [told] = await bench.told('li');
  expect(told).toMatchObject({ buttons: ['decide-exchange/grant/1', 'decide-exchange/decline/1'] });
  expect(told!.text).toContain('老周想用 1 分换矿泉水');
});

test('more than a message holds are counted in it, with the words that show them; the reminder, too', async () => {
  await asksFor(13);
  await bench.run(askSecretaries);
  const behind = ['还有 3 件，说“待兑换”看。', '回“兑换 号 同意”或“兑换 号 不同意”。'];
  expect((await bench.told('li'))[0]!.text.split('\n').slice(11)).toEqual(behind);
  bench.clock.at += 8 * DAY_MS;
  await bench.run(remindSecretaries);
  expect((await bench.told('li')).at(-1)!.text.split('\n').slice(11)).toEqual(behind);
});
