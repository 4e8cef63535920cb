// What is told beside a report, or after it: its place by a telephone number, a word more of the same.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());

const places = async () => ((await talk.world.state()).tickets as { place: string | null }[]).map(({ place }) => place);

test.each(['5号楼 消防通道让车堵了 车主电话13812345678', '5号楼消防通道堵了 电话13812345678'])(
  'a telephone number is no place: “%s”',
  async (words) => {
    await talk.say('zhou', words);
    expect((await places())[0]).toContain('5号楼');
  },
);

test('a word more of what was just told is no second one', async () => {
  await talk.say('zhou', '解放路口窨井盖没了');
  await talk.say('zhou', '有个小孩差点掉进去');
  expect(await places()).toEqual(['解放路口']);
});

test('where something is, told once more, is no second one either', async () => {
  await talk.say('zhou', '东门口窨井盖没了');
  await talk.say('liu', '就东门口那个');
  expect(await places()).toEqual(['东门口']);
});

test.each(['12号楼通道堵了', '路灯也坏了'])('“%s” is one of its own', async (words) => {
  await talk.say('zhou', '解放路口窨井盖没了');
  await talk.say('zhou', words);
  expect(await places()).toHaveLength(2);
});

test('what is amiss on a round is reported, and its place asked for, not that of what is well', async () => {
  const said = (await talk.say('zhou', '早上转了一圈 充电棚没毛病 消防通道让电车堵了')).join('\n');
  expect(said).toContain('H-0001');
  expect(await places()).toEqual([null]);
  await talk.say('zhou', '北门');
  expect(await places()).toEqual(['北门']);
});

test('a patrol with a part nobody looked at is asked about, and nothing is put down as well', async () => {
  expect((await talk.say('zhou', '巡查完了 1号棚正常 2号棚没去')).join('')).toContain('要记上吗？');
  expect((await talk.say('zhou', '1')).join('')).not.toContain('四样都正常');
});
