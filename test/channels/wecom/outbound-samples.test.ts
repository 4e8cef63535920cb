// Every documented message that goes out: made by our constructors from its own values, or named here with the reason why we never
// send it.
import { describe, expect, it } from 'vitest';
import { prepareCredentials } from '../../../src/channels/wecom/credentials.ts';
import { decrypt } from '../../../src/channels/wecom/decrypt.ts';
import * as made from '../../../src/channels/wecom/messages.ts';
import { renderStream, renderWelcome, sealAppText, sealAppUpdateButton } from '../../../src/channels/wecom/render.ts';
import { loadVectors } from '../vectors.ts';

type Json = Record<string, unknown>;
interface Samples {
  outbound: Record<string, Json | string>;
  aibot_ws: Record<string, { cmd?: string; body?: Json }>;
}

const app = prepareCredentials({
  token: 'MapleBridgeToken',
  encodingAesKey: 'MapleBridgeMapleBridgeMapleBridgeMapleBridg',
  receiveId: 'ww8f2c4e6a0b1d3f57',
});
const seal = (seconds: number) => ({ nonce: '4711', now: seconds * 1_000 });

function plaintextOf(envelope: string): string {
  const opened = decrypt(app, /<Encrypt><!\[CDATA\[([^\]]+)\]\]>/.exec(envelope)?.[1] ?? '');
  return opened.kind === 'ok' ? opened.plaintext : opened.error;
}

const card = (taskId: string, title: string, words: string, ...labels: [label: string, key: string][]) =>
  made.buttonCard(
    { title, words, taskId },
    labels.map(([text, key]) => ({ text, key })),
  );
const task = 'act-20261128-01@signup';

/** Fields of ours that a sample leaves at their defaults are more than it shows, never other than it shows. */
const ours: Record<string, Json | string> = {
  app_passive_text_xml: plaintextOf(
    sealAppText(app, { ...seal(1_795_351_202), toUser: 'ChenJianJun', reply: { text: '签到成功，积分 +2' } }) ?? '',
  ),
  app_passive_update_button_xml: plaintextOf(
    sealAppUpdateButton(app, { ...seal(1_795_353_002), toUser: 'LiuFang', label: '已报名' }),
  ),
  // Mark-up in the sample's words comes from nobody's name with us: the constructor, not what lays words out.
  aibot_passive_stream_one_shot: { ...made.stream('st_01KAQW3T8V9X', '签到成功：**陈建军**，积分 +2。', true) },
  aibot_passive_stream_placeholder: { ...renderStream({ text: '正在查询支部文件…' }, 'st_01KAQW3T8V9X', false) },
  aibot_passive_welcome_text: { ...renderWelcome({ text: '您好，我是小哥先锋。' }) },
  aibot_passive_template_card: {
    ...made.cardMessage(card(task, '周六志愿巡查', '名额 20，已报 13', ['报名', 'signup:yes'], ['不参加', 'signup:no'])),
  },
  aibot_passive_update_card: { ...made.cardUpdate(['LiuFang'], card(task, '已报名', '')) },
  aibot_response_url_markdown: { ...made.markdown('**查询结果**\n1. 高温津贴见《通知》第3条\n') },
  webhook_markdown: { ...made.markdown('<@ChenJianJun> 工单 <font color="warning">HZ-0031</font> 待处理') },
  webhook_text: { ...made.text('今晚 20:30 主题党日，请准时。') },
  message_send_text: made.appMessage(['ChenJianJun', 'LiuFang'], 1_000_007, made.text('今晚 20:30 主题党日'), 1_800),
  message_send_template_card: made.appMessage(
    ['LiuFang'],
    1_000_007,
    made.cardMessage(card('act-20261128-01@signup-LiuFang', '周六志愿巡查', '', ['报名', 'signup:yes'])),
    1_800,
  ),
  out_respond_stream_partial: { ...renderStream({ text: '正在查询支部文件…' }, 'st_01KAQW3T8V9X', false) },
  out_respond_stream_final: { ...made.stream('st_01KAQW3T8V9X', '签到成功：**陈建军**，积分 +2。', true) },
  out_respond_welcome: { ...renderWelcome({ text: '您好，我是小哥先锋。发送“帮助”查看功能。' }) },
  out_respond_update_card: { ...made.cardUpdate(['LiuFang'], card(task, '已报名', '周六 20:30 城东小哥驿站')) },
  out_send_markdown: made.sendTo(
    'wrkXZYQAAA8nP3vL6mTqYwR2sJd0uHbg',
    made.markdown('### 主题党日提醒\n本周五 **20:30**，城东小哥驿站。'),
  ),
  out_upload_init: made.uploadInit({
    type: 'file',
    name: '签到表.xlsx',
    size: 700_000,
    chunks: 2,
    md5: '5d41402abc4b2a76b9719d911017c592',
  }),
  out_upload_chunk: made.uploadChunk('UP_7sKd0', 0, Buffer.from('UEsDBBQAAAA=', 'base64')),
  out_upload_finish: made.uploadFinish('UP_7sKd0'),
};

/** Fields of a sample that we leave out of a message we do send, and why. */
const leftOut: Record<string, { fields: string[]; why: string }> = {
  aibot_passive_stream_placeholder: { fields: ['stream.feedback'], why: 'nothing is done with what people think of an answer' },
  aibot_response_url_markdown: { fields: ['markdown.feedback'], why: 'the same' },
  aibot_passive_template_card: {
    fields: ['template_card.feedback', 'template_card.main_title.desc'],
    why: 'the same; the second line stands in sub_title_text, where there is room for it',
  },
  aibot_passive_update_card: {
    fields: ['template_card.card_type', 'template_card.card_action'],
    why: 'a text_notice needs an address to lead to; what was chosen stands on the card that was pressed',
  },
  out_respond_update_card: { fields: ['template_card.card_type', 'template_card.card_action'], why: 'the same' },
  webhook_text: {
    fields: ['text.mentioned_list', 'text.mentioned_mobile_list'],
    why: 'people are mentioned in the words, where they are called; never everybody, never by a number',
  },
  out_send_markdown: {
    fields: ['chat_type'],
    why: 'what its numbers mean is not settled; the vendor’s own package leaves it out',
  },
};

const neverSent: Record<string, string> = {
  app_passive_image_xml: 'pictures go behind the words they belong to, by message/send',
  app_passive_news_xml: 'no news articles',
  app_passive_update_card_xml: 'the pressed button says what was chosen',
  aibot_passive_stream_final_with_image:
    'pictures are for one person: by the application, or by the long connection, which has none in a stream',
  aibot_passive_stream_with_card: 'people get one message: the card holds the words, or there is none',
  webhook_markdown_v2: 'it mentions nobody, and older clients show its signs',
  webhook_image: 'groups get no pictures',
  webhook_news: 'no news articles',
  webhook_file: 'no files',
  webhook_voice: 'no voice',
  webhook_template_card: 'it has no buttons, and the words say it all',
  update_template_card_button: 'a click is answered in the callback itself',
  appchat_create: 'groups are the people’s own, the bot reads them as a smart bot',
  appchat_send_text: 'the same',
  out_subscribe: 'made by the link itself, and tested there',
  out_ping: 'the same',
};

const samples = loadVectors<{ samples: Samples }>('wecom-vectors.json')?.samples;

function without(sample: Json, fields: readonly string[]): Json {
  const copy = structuredClone(sample);
  for (const field of fields) {
    const path = field.split('.');
    const last = path.pop() ?? '';
    const parent = path.reduce<Json | undefined>((at, key) => at?.[key] as Json | undefined, copy);
    expect(parent, field).toHaveProperty([last]);
    delete parent?.[last];
  }
  return copy;
}

describe('the outgoing samples beside the project, when they are there', () => {
  const all: Record<string, Json | string> = {
    ...samples?.outbound,
    ...Object.fromEntries(
      Object.entries(samples?.aibot_ws ?? {})
        .filter(([name]) => name.startsWith('out_'))
        .map(([name, { body = {} }]) => [name, body]),
    ),
  };

  it.skipIf(!samples)('are all made, or named with the reason why they never are', () => {
    expect(Object.keys(all).toSorted()).toEqual([...Object.keys(ours), ...Object.keys(neverSent)].toSorted());
    expect(Object.keys(ours).filter((name) => name in neverSent)).toEqual([]);
    expect(Object.keys(all)).toHaveLength(36);
  });

  it.skipIf(!samples)('are made as documented', () => {
    for (const [name, own] of Object.entries(ours)) {
      const sample = all[name];
      if (typeof sample === 'string') expect(own, name).toBe(sample);
      else expect(own, name).toMatchObject(without(sample ?? {}, leftOut[name]?.fields ?? []));
    }
  });
});
