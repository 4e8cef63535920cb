import { describe, expect, it } from 'vitest';
import { cardOf, cardUpdateOf, itemOfCard, taskIdOf } from '../../../src/channels/wecom/cards.ts';
import { phrases } from '../../../src/core/phrases.ts';

const button = (label: string, id = `q:${label}`) => ({ id, label });
const said = { text: '周六巡查去吗？\n回 1 去，回 2 不去', buttons: [button('去'), button('不去')] };

describe('a card', () => {
  it('has the first line for its title and the rest below', () => {
    expect(cardOf(said, 12, 'aibot')).toEqual({
      card_type: 'button_interaction',
      main_title: { title: '周六巡查去吗？' },
      sub_title_text: '回 1 去，回 2 不去',
      button_list: [
        { text: '去', style: 1, key: 'q:去' },
        { text: '不去', style: 2, key: 'q:不去' },
      ],
      task_id: 'm12',
    });
  });

  it('has everything below a title of ours where the first line is too long for one', () => {
    expect(cardOf({ ...said, text: `${'好'.repeat(40)}\n回 1 去` }, 12, 'aibot')).toMatchObject({
      main_title: { title: phrases.tapOne },
      sub_title_text: `${'好'.repeat(40)}\n回 1 去`,
    });
  });

  it.each([
    ['113 characters in one line', { text: '好'.repeat(113) }, 'app'],
    ['113 characters below its title', { text: `好\n${'好'.repeat(113)}` }, 'app'],
    ['161 characters in one line', { text: '好'.repeat(161) }, 'none'],
    ['161 characters below its title', { text: `好\n${'好'.repeat(161)}` }, 'none'],
    ['no words', { text: '' }, 'none'],
    ['a link', { link: 'https://bot.example.com/pages/a' }, 'none'],
  ])('is not made with %s, but for: %s', (_what, more, expected) => {
    const holding = (['aibot', 'app'] as const).filter((kind) => cardOf({ ...said, ...more }, 1, kind));
    expect(holding).toEqual(expected === 'none' ? [] : [expected]);
  });

  it('mentions nobody, so that words which do are said in words', () => {
    const mentions = [{ account: 'wecom:gaoxia', userId: 'GaoXia', name: null, memberId: 'm1' }];
    const card = (kind: 'group' | 'direct') =>
      cardOf({ ...said, mentions, to: kind === 'group' ? { kind, id: 'g' } : { kind, account: 'wecom:gaoxia' } }, 1, 'aibot');
    expect([card('group') === null, card('direct') === null]).toEqual([true, false]);
  });

  it.each([
    ['no button', []],
    ['seven buttons', Array.from({ length: 7 }, (_, index) => button(`${index}`))],
    ['a label of eleven characters', [button('好'.repeat(11))]],
    ['an empty label', [button('')]],
    ['two buttons of one id', [button('去', 'a'), button('不去', 'a')]],
    ['an id of 1,025 bytes', [button('去', 'a'.repeat(1_025))]],
  ])('is not made of %s', (_what, buttons) => {
    expect(cardOf({ ...said, buttons }, 1, 'aibot')).toBe(null);
  });

  it('has a name from which its item is known', () => {
    expect(itemOfCard(taskIdOf(9_007_199_254))).toBe(9_007_199_254);
    for (const foreign of ['', 'm', 'm-1', 'm1@x', 'task-12', 'm1e3', `m${'9'.repeat(16)}`])
      expect(itemOfCard(foreign)).toBe(null);
    expect(phrases.tapOne.length).toBeLessThanOrEqual(26);
  });
});

describe('the update of a card', () => {
  it('says what was chosen, to whoever chose it', () => {
    expect(cardUpdateOf(said, 12, 'q:不去', 'LiuYang')).toEqual({
      response_type: 'update_template_card',
      userids: ['LiuYang'],
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '周六巡查去吗？' },
        sub_title_text: `回 1 去，回 2 不去\n${phrases.chosen('不去')}`,
        button_list: [{ text: '不去', style: 2, key: 'q:不去' }],
        task_id: 'm12',
      },
    });
  });

  it('leaves the words out when there is no room for both', () => {
    const update = cardUpdateOf({ ...said, text: `去吗？\n${'好'.repeat(110)}` }, 1, 'q:去', 'LiuYang');
    expect(update?.template_card.sub_title_text).toBe(phrases.chosen('去'));
  });

  it('is none for a button that was not there', () => {
    expect(cardUpdateOf(said, 1, 'q:别的', 'LiuYang')).toBe(null);
    expect(cardUpdateOf({ ...said, buttons: [] }, 1, 'q:去', 'LiuYang')).toBe(null);
  });
});
