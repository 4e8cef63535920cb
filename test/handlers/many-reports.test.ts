// Several new tickets at once: who settles them is not interrupted for each.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());

describe('many reports', () => {
  const PLACES = ['东门', '西门', '南门', '北门', '一号楼', '二号楼', '三号楼'];
  const cardsIn = (replies: string[]) => replies.filter((reply) => /隐患 H-/.test(reply));

  it('within a minute are two cards and one list to who settles them', async () => {
    for (const place of PLACES) await talk.say('zhou', `${place}井盖坏了`);
    const cards = cardsIn(await talk.until('2026-11-23T10:02'));
    expect(cards.map((card) => card.split('\n')[0])).toEqual(['隐患 H-0001（路面）东门', '隐患 H-0002（路面）西门']);
    const [list, ...more] = cardsIn(await talk.until('2026-11-23T10:10'));
    expect(more).toEqual([]);
    expect(list?.split('\n')).toEqual([
      '又有 5 件：',
      '隐患 H-0003（路面）南门：南门井盖坏了',
      '隐患 H-0004（路面）北门：北门井盖坏了',
      '隐患 H-0005（路面）一号楼：一号楼井盖坏了',
      '隐患 H-0006（路面）二号楼：二号楼井盖坏了',
      '隐患 H-0007（路面）三号楼：三号楼井盖坏了',
      '回“受理”加编号就接下。要办的都在“我今天的”。',
    ]);
  });

  it('of the night are one list beside two cards in the morning, and a danger is never in it', async () => {
    await talk.until('2026-11-23T22:30');
    for (const place of PLACES.slice(0, 4)) await talk.say('zhou', `${place}井盖坏了`);
    const urgent = await talk.say('zhou', '五号楼着火了');
    expect(urgent.join()).toContain('紧急 H-0005：五号楼，火情。');
    await talk.say('li', '我去 H-0005');
    const morning = cardsIn(await talk.until('2026-11-24T12:00'));
    expect(morning.filter((text) => text.startsWith('隐患 H-'))).toHaveLength(2);
    expect(morning.filter((text) => text.startsWith('又有 2 件：'))).toHaveLength(1);
  });

  it('over a morning are a card each', async () => {
    const heard: string[] = [];
    for (const [index, place] of PLACES.slice(0, 4).entries()) {
      await talk.until(`2026-11-23T10:${index}1`);
      heard.push(...cardsIn(await talk.say('zhou', `${place}井盖坏了`)));
    }
    expect(heard).toHaveLength(4);
  });
});
