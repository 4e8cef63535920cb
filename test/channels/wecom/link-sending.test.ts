import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LinkAnswer } from '../../../src/channels/wecom/link.ts';
import type { ReplyHandle } from '../../../src/core/message.ts';
import { photoPhrases as phrases } from '../../../src/core/phrases-photos.ts';
import {
  app,
  branchWith,
  type Frame,
  GROUP,
  groupSending,
  KEY,
  linkThat,
  makeChannel,
  memoryPhotos,
  NOW,
  onPost,
  personSending,
  sendCalls,
  tokenCall,
  withoutNetwork,
} from './parts.ts';

withoutNetwork();

const frame = (to: 'message' | 'greeting' | 'click', more = {}): ReplyHandle => ({
  kind: 'frame',
  connection: 'c1',
  requestId: 'r1',
  to,
  expiresAt: NOW + 1,
  ...more,
});
const mentions = [{ account: 'wecom:gaoxia', userId: 'GaoXia', name: null, memberId: 'm1' }];
const buttons = [
  { id: 'q1:1', label: '去' },
  { id: 'q1:2', label: '不去' },
];
const commands = ({ frames }: { frames: Frame[] }) => frames.map(({ command }) => command);

describe('an answer over the long connection', () => {
  it('is a stream under the message, complete, without its asker', async () => {
    const link = linkThat(() => 0);
    const sending = groupSending({ mentions, text: '已签到' }, { replyHandles: [frame('message')] });
    expect(await makeChannel({ link }).deliver(sending)).toEqual({ kind: 'sent', via: 'frame' });
    expect(link.frames).toEqual([
      {
        command: 'aibot_respond_msg',
        body: { msgtype: 'stream', stream: { id: `reply${sending.id}`, finish: true, content: '已签到' } },
        requestId: 'r1',
      },
    ]);
  });

  it('to a greeting is plain text', async () => {
    const link = linkThat(() => 0);
    await makeChannel({ link }).deliver(personSending({ text: '您好', buttons }, { replyHandles: [frame('greeting')] }));
    expect(link.frames).toEqual([
      { command: 'aibot_respond_welcome_msg', body: { msgtype: 'text', text: { content: '您好' } }, requestId: 'r1' },
    ]);
  });

  it.each([
    ['to a click', frame('click')],
    ['of another connection', frame('message', { connection: 'c0' })],
    ['that is past its time', frame('message', { expiresAt: NOW })],
  ])('%s is sent of our own accord', async (_what, handle) => {
    const link = linkThat(() => 0);
    await makeChannel({ link }).deliver(groupSending({ mentions }, { replyHandles: [handle] }));
    expect(link.frames).toEqual([
      {
        command: 'aibot_send_msg',
        body: { chatid: GROUP, msgtype: 'markdown', markdown: { content: '<@GaoXia> 已签到' } },
        requestId: undefined,
      },
    ]);
  });

  it.each([846_605, 846_608])('whose frame is over (%i) is sent of our own accord', async (errcode) => {
    const link = linkThat(({ command }) => (command === 'aibot_respond_msg' ? errcode : 0));
    const sending = groupSending({}, { replyHandles: [frame('message')] });
    expect(await makeChannel({ link }).deliver(sending)).toEqual({ kind: 'sent', via: 'aibot' });
  });

  it('repeated after an open end has arrived before when its stream is over', async () => {
    const again = groupSending({}, { replyHandles: [frame('message')], lastReason: 'frame?lost' });
    expect(await makeChannel({ link: linkThat(() => 846_608) }).deliver(again)).toEqual({ kind: 'sent', via: 'frame' });
    expect(await makeChannel({ link: linkThat(() => 846_605) }).deliver(again)).toMatchObject({ kind: 'unknown' });
  });

  it('in flight when the connection breaks is said of our own accord, once', async () => {
    const open = { lastReason: 'frame?lost' };
    const gone = groupSending({}, { ...open, replyHandles: [frame('message', { connection: 'c0' })] });
    const late = groupSending({}, { ...open, replyHandles: [frame('message', { expiresAt: NOW })] });
    for (const sending of [gone, late]) {
      const link = linkThat(() => 0);
      expect(await makeChannel({ link }).deliver(sending)).toEqual({ kind: 'sent', via: 'aibot' });
      expect(commands(link)).toEqual(['aibot_send_msg']);
    }
    const down = linkThat(() => ({ kind: 'down' }));
    const waits = { kind: 'wait', until: NOW + 5_000, reason: 'frame?link_down' };
    expect(await makeChannel({ link: down }).deliver(gone)).toEqual(waits);
    const lost = linkThat(() => ({ kind: 'lost' }));
    expect(await makeChannel({ link: lost }).deliver({ ...gone, lastReason: waits.reason })).toMatchObject({ kind: 'unknown' });
  });

  it('has its buttons on the card alone where that holds the words', async () => {
    const link = linkThat(() => 0);
    const sending = groupSending({ text: '去吗？\n回 1 去，回 2 不去', mentions, buttons }, { replyHandles: [frame('message')] });
    await makeChannel({ link }).deliver({ ...sending, outgoing: { ...sending.outgoing, mentions: [] } });
    expect(link.frames).toMatchObject([
      {
        command: 'aibot_respond_msg',
        body: { msgtype: 'template_card', template_card: { main_title: { title: '去吗？' }, task_id: `m${sending.id}` } },
        requestId: 'r1',
      },
    ]);
  });

  it('is words alone where a card does not hold them', async () => {
    const link = linkThat(() => 0);
    const text = `去吗？\n${'好'.repeat(120)}`;
    await makeChannel({ link }).deliver(groupSending({ text, buttons }, { replyHandles: [frame('message')] }));
    expect(link.frames).toMatchObject([{ command: 'aibot_respond_msg', body: { msgtype: 'stream', stream: { content: text } } }]);
  });

  it('is words when the card is refused', async () => {
    const link = linkThat(({ body }) => (body.msgtype === 'template_card' ? 40_058 : 0));
    const sending = groupSending({ text: '去吗？', buttons }, { replyHandles: [frame('message')] });
    expect(await makeChannel({ link }).deliver(sending)).toEqual({ kind: 'sent', via: 'frame' });
    expect(link.frames.map(({ body }) => body.msgtype)).toEqual(['template_card', 'stream']);
    const again = { ...sending, lastReason: 'frame?lost' };
    expect(await makeChannel({ link: linkThat(() => 40_058) }).deliver(again)).toEqual({ kind: 'sent', via: 'frame' });
  });

  it('that is very long goes on of our own accord', async () => {
    const link = linkThat(() => 0);
    await makeChannel({ link }).deliver(groupSending({ text: '好'.repeat(9_000) }, { replyHandles: [frame('message')] }));
    expect(commands(link)).toEqual(['aibot_respond_msg', 'aibot_send_msg']);
  });
});

describe('what nobody asked for', () => {
  it('leaves by the bot for a group, by its webhook when the bot may not, or first where it calls people', async () => {
    const link = linkThat(() => 0);
    const both = { link, branch: branchWith(KEY) };
    expect(await makeChannel(both).deliver(groupSending())).toEqual({ kind: 'sent', via: 'aibot' });
    onPost('/cgi-bin/webhook/send', { key: KEY }, [{ errcode: 0 }]);
    const shut = makeChannel({ ...both, link: linkThat(() => 93_006) });
    expect(await shut.deliver(groupSending())).toEqual({ kind: 'sent', via: 'webhook' });
    expect([...shut.faults.standing]).toEqual([]);
    const push = { occupations: [], group: GROUP, urgent: true, usefulUntil: NOW * 2 };
    onPost('/cgi-bin/webhook/send', { key: KEY }, [{ errcode: 0 }]);
    expect(await makeChannel(both).deliver(groupSending({ push, mentions }))).toEqual({ kind: 'sent', via: 'webhook' });
  });

  it.each([93_006, 93_008])(
    'is not tried for hours by the bot that was refused with %i, where a webhook is there',
    async (code) => {
      let errcode = code;
      const link = linkThat(() => errcode);
      const { deliver, clock } = makeChannel({ link, branch: branchWith(KEY) });
      const push = { occupations: [], group: GROUP, urgent: false, usefulUntil: NOW * 2 };
      const tell = () => deliver(groupSending({ push }));
      for (let each = 0; each < 5; each += 1) onPost('/cgi-bin/webhook/send', { key: KEY }, [{ errcode: 0 }]);
      for (let each = 0; each < 4; each += 1) expect(await tell()).toEqual({ kind: 'sent', via: 'webhook' });
      expect(link.frames).toHaveLength(1);
      clock.time += 3 * 3_600_000;
      await tell();
      expect(link.frames).toHaveLength(2);
      // Somebody speaks there, and is answered.
      errcode = 0;
      expect(await deliver(groupSending())).toEqual({ kind: 'sent', via: 'aibot' });
      expect(await tell()).toEqual({ kind: 'sent', via: 'aibot' });
    },
  );

  it('waits where nobody has spoken and there is no other way, until somebody does', async () => {
    let errcode = 93_006;
    const { deliver, faults } = makeChannel({ link: linkThat(() => errcode) });
    expect(await deliver(groupSending())).toEqual({ kind: 'no_way', reason: 'aibot_errcode_93006' });
    errcode = 93_008;
    await deliver(groupSending());
    expect([...faults.standing]).toEqual([`wecom_nobody_spoke ${GROUP}`, `wecom_bot_not_in_group ${GROUP}`]);
    errcode = 0;
    expect(await deliver(groupSending())).toEqual({ kind: 'sent', via: 'aibot' });
    expect([...faults.standing]).toEqual([]);
  });

  it('waits for a person who has not spoken yet; what reaches people tells nothing of groups', async () => {
    let errcode = 93_008;
    const { deliver, faults } = makeChannel({ link: linkThat(() => errcode) });
    await deliver(groupSending());
    errcode = 93_006;
    expect(await deliver(personSending())).toEqual({ kind: 'no_way', reason: 'aibot_errcode_93006' });
    errcode = 0;
    await deliver(personSending());
    expect([...faults.standing]).toEqual([`wecom_bot_not_in_group ${GROUP}`]);
  });

  it('leaves by the application for a person, by the bot when that cannot', async () => {
    tokenCall();
    sendCalls([{ errcode: 0 }, { errcode: 81_013 }]);
    const link = linkThat(() => 0);
    const { deliver } = makeChannel({ app, link });
    expect(await deliver(personSending())).toEqual({ kind: 'accepted', via: 'app' });
    expect(await deliver(personSending())).toEqual({ kind: 'sent', via: 'aibot' });
    expect(link.frames.map(({ body }) => body.chatid)).toEqual(['GaoXia']);
  });

  it('answers whoever wrote to the bot by the bot', async () => {
    const link = linkThat(() => 0);
    const { deliver } = makeChannel({ app, link });
    const late = personSending({}, { replyHandles: [frame('message', { expiresAt: NOW })] });
    expect(await deliver(late)).toEqual({ kind: 'sent', via: 'aibot' });
  });

  it('says who can be reached', () => {
    const person = { kind: 'direct' as const, account: 'wecom:gaoxia' };
    const group = { kind: 'group' as const, id: GROUP };
    const link = linkThat(() => 0);
    const reach = (parts: object) => {
      const { channel } = makeChannel(parts);
      return [channel.reach(person), channel.reach(group)];
    };
    expect(reach({})).toEqual(['never', 'never']);
    expect(reach({ link })).toEqual(['opened', 'opened']);
    expect(reach({ app, link })).toEqual(['always', 'opened']);
    expect(reach({ link, branch: branchWith(KEY) })).toEqual(['opened', 'always']);
    expect(makeChannel({ link: { ...link, isElsewhere: () => true } }).channel.isElsewhere?.()).toBe(true);
    expect(makeChannel().channel.isElsewhere?.()).toBe(false);
  });
});

describe('a connection that', () => {
  it('is down is waited for', async () => {
    const { deliver } = makeChannel({ link: linkThat(() => ({ kind: 'down' })) });
    expect(await deliver(groupSending())).toEqual({ kind: 'wait', until: NOW + 5_000, reason: 'link_down' });
  });

  it('lost a frame is asked once more, and no more', async () => {
    const link = linkThat(() => ({ kind: 'lost' }));
    const { deliver } = makeChannel({ link, branch: branchWith(KEY) });
    expect(await deliver(groupSending())).toEqual({ kind: 'retry', reason: 'aibot?lost' });
    // Something else came in by it.
    link.heard += 1;
    expect(await deliver(groupSending({}, { lastReason: 'aibot?lost' }))).toEqual({
      kind: 'unknown',
      via: 'aibot',
      reason: 'lost',
    });
  });

  it('has gone silent takes nothing more until it gives a sign of life, or another is there', async () => {
    let said: LinkAnswer | number = { kind: 'lost' };
    const link = linkThat(() => said);
    const { deliver, faults } = makeChannel({ link });
    const answer = groupSending({}, { replyHandles: [frame('message')] });
    const open = { ...answer, lastReason: 'frame?lost' };
    const silent = { kind: 'wait', until: NOW + 5_000, reason: 'frame?link_silent' };
    expect(await deliver(answer)).toEqual({ kind: 'retry', reason: 'frame?lost' });
    expect(await deliver(open)).toEqual(silent);
    expect(await deliver({ ...open, lastReason: silent.reason })).toEqual(silent);
    expect(await deliver(groupSending())).toMatchObject({ kind: 'wait', reason: 'link_silent' });
    expect(link.frames).toHaveLength(1);
    said = 0;
    link.name = 'c2';
    expect(await deliver({ ...open, lastReason: silent.reason })).toEqual({ kind: 'sent', via: 'aibot' });
    expect(faults.standing.size).toBe(0);
  });

  it('has gone silent leaves a push its other ways', async () => {
    const link = linkThat(() => ({ kind: 'lost' }));
    const { deliver } = makeChannel({ link, branch: branchWith(KEY) });
    await deliver(groupSending());
    onPost('/cgi-bin/webhook/send', { key: KEY }, [{ errcode: 0 }]);
    expect(await deliver(groupSending())).toEqual({ kind: 'sent', via: 'webhook' });
  });

  it('is not subscribed is tried again', async () => {
    expect(await makeChannel({ link: linkThat(() => 846_609) }).deliver(groupSending())).toEqual({
      kind: 'retry',
      reason: 'aibot_errcode_846609',
    });
  });

  it('carries no more than a conversation may have, answers and pushes together', async () => {
    const link = linkThat(() => 0);
    const { deliver } = makeChannel({ link });
    for (let count = 0; count < 28; count += 1) {
      await deliver(groupSending({}, count % 2 === 0 ? {} : { replyHandles: [frame('message')] }));
    }
    expect(await deliver(groupSending())).toEqual({ kind: 'wait', until: NOW + 60_000, reason: 'aibot_limit' });
    expect(await deliver(personSending())).toMatchObject({ kind: 'sent' });
    expect(link.frames).toHaveLength(29);
  });
});

describe('pictures over the long connection', () => {
  const jpeg = Buffer.alloc(700_000, 7);
  const uploading = ({ command }: Frame) => {
    if (command === 'aibot_upload_media_init') return { kind: 'acked', errcode: 0, body: { upload_id: 'UP1' } } as const;
    if (command === 'aibot_upload_media_finish') return { kind: 'acked', errcode: 0, body: { media_id: 'media1' } } as const;
    return 0;
  };

  it('are brought in pieces of 512 KiB, and sent behind the words', async () => {
    const link = linkThat(uploading);
    const photos = memoryPhotos(jpeg);
    const { deliver, lost } = makeChannel({ link, photos });
    expect(await deliver(personSending({ photos: photos.digests }))).toEqual({ kind: 'sent', via: 'aibot' });
    const [words, init, first, second, finish, picture] = link.frames.map(({ body }) => body);
    expect(words).toMatchObject({ msgtype: 'markdown' });
    expect(init).toEqual({
      type: 'image',
      filename: `${photos.digests[0]?.slice(0, 16)}.jpg`,
      total_size: 700_000,
      total_chunks: 2,
      md5: createHash('md5').update(jpeg).digest('hex'),
    });
    expect(
      [first, second].map((chunk) => [chunk?.chunk_index, Buffer.from(String(chunk?.base64_data), 'base64').length]),
    ).toEqual([
      [0, 524_288],
      [1, 175_712],
    ]);
    expect(finish).toEqual({ upload_id: 'UP1' });
    expect(picture).toEqual({ chatid: 'GaoXia', msgtype: 'image', image: { media_id: 'media1' } });
    expect(lost).toEqual([]);
  });

  it.each(['aibot_upload_media_init', 'aibot_upload_media_chunk', 'aibot_upload_media_finish'])(
    'that %s refuses are lost, the words are not',
    async (refused) => {
      const photos = memoryPhotos(jpeg);
      const link = linkThat((each) => (each.command === refused ? 40_058 : uploading(each)));
      const { deliver, lost } = makeChannel({ link, photos });
      expect(await deliver(personSending({ photos: photos.digests }))).toEqual({ kind: 'sent', via: 'aibot' });
      expect(lost).toHaveLength(1);
    },
  );

  it('that meet a full lane follow when it opens, without the words, and none is left out', async () => {
    const many = Array.from({ length: 9 }, (_, index) => Buffer.alloc(100, index));
    const photos = memoryPhotos(...many);
    const link = linkThat(uploading);
    const { deliver, clock, limiter, lost } = makeChannel({ link, photos });
    await limiter.take('wecom_uploads', [], 25);
    const sending = personSending({ photos: photos.digests });
    const rest = await deliver(sending);
    expect(rest).toEqual({ kind: 'wait', until: NOW + 60_000, reason: 'aibot?behind_picture_3_0_1' });
    clock.time += 60_000;
    expect(await deliver({ ...sending, lastReason: 'aibot?behind_picture_3_0_1' })).toEqual({ kind: 'sent', via: 'aibot' });
    const said = link.frames.filter(({ command }) => command === 'aibot_send_msg').map(({ body }) => body.msgtype);
    expect(said).toEqual(['markdown', ...Array(9).fill('image')]);
    expect(lost).toEqual([]);
  });

  it('behind an answer go on of our own accord, by another connection too', async () => {
    const photos = memoryPhotos(jpeg);
    let isUp = false;
    const link = linkThat((each) => (isUp || !each.command.startsWith('aibot_upload') ? uploading(each) : { kind: 'down' }));
    const { deliver } = makeChannel({ link, photos });
    const sending = personSending({ photos: photos.digests }, { replyHandles: [frame('message')] });
    const reason = 'frame?behind_picture_0_0_1';
    expect(await deliver(sending)).toEqual({ kind: 'wait', until: NOW + 5_000, reason });
    isUp = true;
    for (const name of ['c1', 'c2']) {
      link.name = name;
      link.frames.length = 0;
      expect(await deliver({ ...sending, lastReason: reason })).toMatchObject({ kind: 'sent' });
      expect(link.frames.at(-1)).toMatchObject({ command: 'aibot_send_msg', body: { msgtype: 'image' } });
      expect(commands(link).filter((command) => !command.startsWith('aibot_upload'))).toEqual(['aibot_send_msg']);
    }
  });

  it('that wait too often, or too long, are said to be missing', async () => {
    const photos = memoryPhotos(jpeg, Buffer.alloc(100));
    const link = linkThat(uploading);
    const { deliver, limiter, lost } = makeChannel({ link, photos });
    limiter.block('wecom_uploads', NOW + 30_000);
    const sending = personSending({ photos: photos.digests });
    const sent = { kind: 'sent', via: 'aibot' };
    expect(await deliver({ ...sending, lastReason: 'aibot?behind_picture_1_0_10' })).toEqual(sent);
    limiter.block('wecom_uploads', NOW + 700_000);
    expect(await deliver({ ...sending, lastReason: 'aibot?behind_picture_0_0_1' })).toEqual(sent);
    const said = link.frames.map(({ body }) => body.markdown);
    expect(said).toEqual([{ content: phrases.unsent(1) }, { content: phrases.unsent(2) }]);
    expect(lost).toHaveLength(2);
  });

  it('are not for groups', async () => {
    const link = linkThat(uploading);
    const photos = memoryPhotos(jpeg);
    await makeChannel({ link, photos }).deliver(groupSending({ photos: photos.digests }));
    expect(commands(link)).toEqual(['aibot_send_msg']);
  });
});
