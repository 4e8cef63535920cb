import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../../src/channels/wecom/api.ts';
import { photoPhrases as phrases } from '../../../src/core/phrases-photos.ts';
import {
  API,
  app,
  clockAt,
  makeChannel,
  memoryFaults,
  memoryPhotos,
  NOW,
  onPost,
  personSending,
  sendCalls,
  tokenCall,
  withoutNetwork,
} from './parts.ts';

withoutNetwork();

const ok = { errcode: 0, errmsg: 'ok', msgid: 'm' };
const accepted = { kind: 'accepted', via: 'app' };
const channel = (more = {}) => makeChannel({ app, ...more });
const buttons = [
  { id: 'q1:1', label: '去' },
  { id: 'q1:2', label: '不去' },
];

describe('a message of the application', () => {
  it('is text to one person, checked for repeats', async () => {
    tokenCall();
    const { bodies } = sendCalls([ok]);
    const { channel: made, deliver } = channel();
    expect(made.reach({ kind: 'direct', account: 'wecom:liuyang' })).toBe('always');
    expect(await deliver(personSending({ text: '<明早>' }, { id: 5 }))).toEqual(accepted);
    expect(bodies).toEqual([
      {
        touser: 'GaoXia',
        msgtype: 'text',
        agentid: 1_000_042,
        text: { content: '＜明早>' },
        safe: 0,
        enable_id_trans: 0,
        enable_duplicate_check: 1,
        duplicate_check_interval: 1_805,
      },
    ]);
  });

  it('is the same byte for byte when it is repeated, and another when it is another', async () => {
    tokenCall();
    const { raw } = sendCalls([ok, ok, ok]);
    const { deliver } = channel();
    const first = personSending({ link: 'https://bot.example.com/pages/a' });
    for (const sending of [first, { ...first, lastReason: 'app?timeout' }, { ...first, id: first.id + 1 }])
      await deliver(sending);
    expect(raw[1]).toBe(raw[0]);
    expect(raw[2]).not.toBe(raw[0]);
  });

  it('keeps its repeat interval within four hours for every id', () => {
    for (const id of [1, 12_599, 12_600, 9_007_199_254_740_991]) {
      const interval = 1_800 + (id % 12_600);
      expect(interval >= 1_800 && interval < 14_400).toBe(true);
    }
  });

  it('has its buttons on a card that holds the words, where it has a callback', async () => {
    tokenCall();
    const { bodies } = sendCalls([ok, ok]);
    const sending = personSending({ text: '周六巡查去吗？\n回 1 去，回 2 不去', buttons }, { id: 7 });
    expect(await channel().deliver(sending)).toEqual(accepted);
    expect(bodies[0]).toMatchObject({
      msgtype: 'template_card',
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '周六巡查去吗？' },
        sub_title_text: '回 1 去，回 2 不去',
        button_list: [
          { text: '去', style: 1, key: 'q1:1' },
          { text: '不去', style: 2, key: 'q1:2' },
        ],
        task_id: 'm7',
      },
    });
    tokenCall();
    expect(await channel({ app: { ...app, hasCallback: false } }).deliver(sending)).toEqual(accepted);
    expect(bodies[1]).toMatchObject({ msgtype: 'text' });
  });

  it('is words alone where a card does not hold them', async () => {
    tokenCall();
    const { bodies } = sendCalls([ok]);
    expect(await channel().deliver(personSending({ text: `去吗？\n${'好'.repeat(200)}`, buttons }, { id: 8 }))).toEqual(accepted);
    expect(bodies).toMatchObject([{ msgtype: 'text', text: { content: `去吗？\n${'好'.repeat(200)}` } }]);
  });

  it('goes as words when the card is refused, and says what is missing', async () => {
    tokenCall();
    const { bodies } = sendCalls([{ errcode: 43_012 }, ok, ok]);
    const { deliver, faults } = channel();
    expect(await deliver(personSending({ text: '去吗？', buttons }))).toEqual(accepted);
    expect(bodies.map(({ msgtype }) => msgtype)).toEqual(['template_card', 'text']);
    expect([...faults.standing]).toEqual(['wecom_app_callback_missing']);
    await deliver(personSending({ text: '去吗？', buttons }));
    expect([...faults.standing]).toEqual([]);
  });

  it.each([
    [43_012, ['template_card', 'text']],
    [40_058, ['template_card']],
  ])('repeated as a card that is refused (%i) was there only where its name was used', async (errcode, kinds) => {
    tokenCall();
    const { bodies } = sendCalls([{ errcode }, ok]);
    const again = personSending({ text: '去吗？', buttons }, { lastReason: 'app?timeout' });
    expect(await channel().deliver(again)).toEqual(accepted);
    expect(bodies.map(({ msgtype }) => msgtype)).toEqual(kinds);
  });

  it('that is long is three messages, each within 2,048 bytes', async () => {
    tokenCall();
    const { bodies } = sendCalls([ok, ok, ok]);
    expect(await channel().deliver(personSending({ text: '好'.repeat(3_000) }))).toEqual(accepted);
    const contents = bodies.map(({ text }) => (text as { content: string }).content);
    expect(contents.map((content) => Buffer.byteLength(content))).toEqual([2_046, 2_046, 2_046]);
  });

  it('that failed between two parts goes the same way again, not another', async () => {
    tokenCall();
    sendCalls([ok, { errcode: -1 }]);
    expect(await channel().deliver(personSending({ text: '好'.repeat(1_000) }))).toEqual({
      kind: 'retry',
      reason: 'app?cut_short',
    });
  });
});

describe('what the platform says of a person', () => {
  it.each([
    [{ ...ok, invaliduser: 'gaoxia|wumin', invalidparty: '', unlicenseduser: '' }, 'app_person_out_of_range'],
    [{ ...ok, invaliduser: '', unlicenseduser: 'gaoxia' }, 'app_person_out_of_range'],
    [{ errcode: 81_013, errmsg: 'user & party & tag all invalid' }, 'app_errcode_81013'],
    [{ errcode: 60_111 }, 'app_errcode_60111'],
  ])('%j is a refusal', async (answer, reason) => {
    tokenCall();
    sendCalls([answer]);
    const { deliver, faults } = channel();
    expect(await deliver(personSending())).toEqual({ kind: 'refused', reason });
    expect([...faults.standing]).toEqual(reason.endsWith('60111') ? [] : ['wecom_app_out_of_range']);
  });

  it('is over once everybody it missed was reached', async () => {
    tokenCall();
    const missed = (user: string) => ({ ...ok, invaliduser: user });
    sendCalls([missed('gaoxia'), missed('liuyang'), ok, ok, ok]);
    const { deliver, faults } = channel();
    const liu = { to: { kind: 'direct', account: 'wecom:liuyang' } } as const;
    await deliver(personSending());
    await deliver(personSending(liu));
    await deliver(personSending());
    await deliver(personSending({ to: { kind: 'direct', account: 'wecom:other' } }));
    expect([...faults.standing]).toEqual(['wecom_app_out_of_range']);
    await deliver(personSending(liu));
    expect([...faults.standing]).toEqual([]);
  });

  it('is over when nobody has tried to reach whom it missed for a day', async () => {
    tokenCall('t1', 2);
    sendCalls([{ ...ok, invaliduser: 'gaoxia' }, ok, ok]);
    const { deliver, faults, clock } = channel();
    const other = () => deliver(personSending({ to: { kind: 'direct', account: 'wecom:other' } }));
    await deliver(personSending());
    clock.time += 86_399_000;
    await other();
    expect([...faults.standing]).toEqual(['wecom_app_out_of_range']);
    clock.time += 1_000;
    await other();
    expect([...faults.standing]).toEqual([]);
  });

  it('holds what is beyond a person’s limit, which the platform would drop without a word', async () => {
    tokenCall();
    sendCalls(Array(40).fill(ok));
    const { deliver } = channel();
    const kinds = [];
    for (let count = 0; count < 31; count += 1) kinds.push((await deliver(personSending())).kind);
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(28);
    expect(await deliver(personSending({ to: { kind: 'direct', account: 'wecom:other' } }))).toEqual(accepted);
  });
});

describe('what is wrong with the application', () => {
  it.each([
    [{ errcode: 60_020, errmsg: 'not allow, from ip: 203.0.113.9, see https://evil' }, 'wecom_ip_untrusted 203.0.113.9'],
    [{ errcode: 60_020, errmsg: 'no address' }, 'wecom_ip_untrusted'],
    [{ errcode: 48_002 }, 'wecom_app_not_permitted'],
    [{ errcode: 50_003 }, 'wecom_app_disabled'],
    [{ errcode: 40_056 }, 'wecom_app_agent_wrong'],
  ])('%j waits for whoever mends it, and is over with the next message', async (answer, fault) => {
    tokenCall();
    sendCalls([answer, ok]);
    const { deliver, faults } = channel();
    expect(await deliver(personSending())).toMatchObject({ kind: 'wait', until: NOW + 60_000 });
    expect([...faults.standing]).toEqual([fault]);
    expect(await deliver(personSending())).toEqual(accepted);
    expect([...faults.standing]).toEqual([]);
  });

  it('shuts it for a minute, an hour, the day, as refusals go on; those together count once', async () => {
    tokenCall('t1', 3);
    sendCalls(Array(6).fill({ errcode: 45_009 }));
    const { deliver, clock } = channel();
    const four = [personSending(), personSending(), personSending(), personSending()];
    const together = await Promise.all(four.map((sending) => deliver(sending)));
    expect(together.map((delivery) => delivery.kind === 'wait' && delivery.until)).toEqual(Array(4).fill(NOW + 60_000));
    clock.time += 60_000;
    expect(await deliver(personSending())).toMatchObject({ until: NOW + 60_000 + 3_600_000 });
    clock.time += 3_600_000;
    expect(await deliver(personSending())).toMatchObject({ until: Date.parse('2026-05-30T00:00:00+08:00') });
  });

  it('bars words that are forbidden from every way', async () => {
    tokenCall();
    sendCalls([{ errcode: 85_002 }]);
    expect(await channel().deliver(personSending())).toEqual({ kind: 'refused', reason: 'app_errcode_85002' });
  });
});

describe('the token', () => {
  it('that is dead is renewed once for a thousand messages', async () => {
    const asked: string[] = [];
    const api = createApi({
      apiBase: API,
      app,
      clock: clockAt(),
      faults: memoryFaults(),
      async calls(url) {
        const { pathname, searchParams } = new URL(url);
        if (pathname.endsWith('gettoken')) {
          asked.push(url);
          const fields = { access_token: `t${asked.length}`, expires_in: 7_200 };
          return { kind: 'answered', errcode: 0, fields };
        }
        return { kind: 'answered', errcode: searchParams.get('access_token') === 't2' ? 0 : 42_001, fields: {} };
      },
    });
    const sent = await Promise.all(Array.from({ length: 1_000 }, () => api.post('message/send', '{}')));
    expect(sent.every((called) => called.kind === 'answered' && called.errcode === 0)).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it('that is refused for a wrong secret is asked for at most five times a minute, and named', async () => {
    const wrong = { errcode: 40_001, errmsg: `invalid credential, hint: ${app.secret}` };
    const token = nock(API).get('/cgi-bin/gettoken').query(true).times(100).reply(200, wrong);
    let asked = 0;
    token.on('request', () => {
      asked += 1;
    });
    const { deliver, clock, faults } = channel();
    for (let second = 0; second < 60; second += 1) {
      const to = { kind: 'direct' as const, account: `wecom:rider${second}` };
      expect(await deliver(personSending({ to }))).toMatchObject({ kind: 'wait', reason: 'gettoken_errcode_40001' });
      clock.time += 1_000;
    }
    expect(asked).toBeLessThanOrEqual(5);
    expect([...faults.standing]).toEqual(['wecom_app_secret_wrong']);
  });

  it('that dies at once again is a wrong secret too', async () => {
    tokenCall('t1', 2);
    sendCalls([{ errcode: 40_001 }, { errcode: 40_001 }]);
    const { deliver, faults } = channel();
    expect(await deliver(personSending())).toEqual({ kind: 'wait', until: NOW + 30_000, reason: 'token_revoked' });
    expect([...faults.standing]).toEqual(['wecom_app_secret_wrong']);
  });
});

describe('pictures for one person', () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3]);
  const upload = (answer: unknown) => onPost('/cgi-bin/media/upload', { type: 'image', access_token: 't1' }, [answer]).raw;

  it('follow the words, each brought to the platform once', async () => {
    const photos = memoryPhotos(jpeg);
    const { deliver, lost } = channel({ photos });
    tokenCall();
    const forms = upload({ errcode: 0, media_id: 'media1', created_at: '1' });
    const { bodies } = sendCalls([ok, ok, ok, ok]);
    for (let count = 0; count < 2; count += 1) {
      expect(await deliver(personSending({ text: '照片', photos: photos.digests }))).toEqual(accepted);
    }
    expect(bodies.map(({ msgtype, image }) => [msgtype, image])).toEqual([
      ['text', undefined],
      ['image', { media_id: 'media1' }],
      ['text', undefined],
      ['image', { media_id: 'media1' }],
    ]);
    expect(forms[0]).toMatch(/name="media"; filename="[0-9a-f]{16}\.jpg"/);
    expect(lost).toEqual([]);
  });

  it('are brought again when the platform has forgotten them', async () => {
    const photos = memoryPhotos(jpeg);
    const { deliver, lost } = channel({ photos });
    tokenCall();
    upload({ errcode: 0, media_id: 'media1' });
    upload({ errcode: 0, media_id: 'media2' });
    const { bodies } = sendCalls([ok, { errcode: 40_007 }, ok]);
    expect(await deliver(personSending({ photos: photos.digests }))).toEqual(accepted);
    expect(bodies.map(({ image }) => image)).toEqual([undefined, { media_id: 'media1' }, { media_id: 'media2' }]);
    expect(lost).toEqual([]);
  });

  it('that are lost do not lose the words, and how many is said', async () => {
    const photos = memoryPhotos(jpeg, Buffer.alloc(3));
    const { deliver, lost } = channel({ photos });
    tokenCall();
    upload({ errcode: 40_058 });
    const { bodies } = sendCalls([ok, ok]);
    const link = 'https://bot.example.com/pages/a';
    expect(await deliver(personSending({ photos: [...photos.digests, 'unknown'], link }))).toEqual(accepted);
    expect(bodies[1]).toMatchObject({ text: { content: `${phrases.unsent(3)}\n${link}` } });
    expect(lost).toEqual(['pictures were not sent, their words were']);
  });

  it.each([{ errcode: 45_009 }, { errcode: -1 }, []])(
    'that the platform does not take now (%j) follow later, without the words',
    async (answer) => {
      const photos = memoryPhotos(jpeg);
      const { deliver } = channel({ photos });
      tokenCall();
      upload(answer);
      upload({ errcode: 0, media_id: 'media1' });
      const { bodies } = sendCalls([ok, ok]);
      const sending = personSending({ photos: photos.digests });
      const rest = await deliver(sending);
      expect(rest).toEqual({ kind: 'wait', until: NOW + 5_000, reason: 'app?behind_picture_0_0_1' });
      expect(await deliver({ ...sending, lastReason: 'app?behind_picture_0_0_1' })).toEqual(accepted);
      expect(bodies.map(({ msgtype }) => msgtype)).toEqual(['text', 'image']);
    },
  );
});
