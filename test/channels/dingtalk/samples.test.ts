import { describe, expect, it } from 'vitest';
import { cardBody } from '../../../src/channels/dingtalk/cards.ts';
import { webhookUrl } from '../../../src/channels/dingtalk/group-webhook.ts';
import {
  actionCard,
  batchMessage,
  downloadRequest,
  groupMessage,
  nothing,
  sampleActionCard,
  sampleText,
  textMessage,
  tokenRequest,
} from '../../../src/channels/dingtalk/messages.ts';
import { OAPI } from './parts.ts';
import { vectors } from './vectors.ts';

const robot = 'dingtestrobot0001';
const group = 'cidUnitTestGroup0001==';
const sample = (name: string) => vectors!.samples.outbound[name]!;

const details = [
  { title: '活动详情', url: 'https://bot.example.org/a/1' },
  { title: '积分规则', url: 'https://bot.example.org/p' },
];

/** Each documented body this project sends, made by what makes it. */
const made: Record<string, () => object> = {
  token: () => tokenRequest({ clientId: robot, clientSecret: 'unit-test-client-secret-not-real' }),
  // The call is ours, the Markdown in it is not: our words are plain.
  groupSend: () =>
    groupMessage(robot, group, {
      key: 'sampleMarkdown',
      param: { title: '主题党日提醒', text: '### 主题党日\n\n- 时间：今晚 20:30\n- 地点：东门小哥驿站' },
    }),
  groupSendText: () => groupMessage(robot, group, sampleText('今晚 20:30 主题党日')),
  groupSendActionCard: () =>
    groupMessage(
      robot,
      group,
      sampleActionCard('志愿服务报名', '周六上午交通劝导', [{ ...details[0]!, title: '查看详情' }, details[1]!]),
    ),
  singleBatchSend: () => batchMessage(robot, ['rider001', 'rider002', 'ghost001'], sampleText('您的诉求已受理')),
  download: () => downloadRequest(robot, 'unitTestDownloadCode/+AbCdEf0123456789=='),
  sessionWebhookText: () => textMessage('@rider001 已签到，积分 +2', ['rider001']),
  sessionWebhookActionCard: () => actionCard('报名确认', '周六交通劝导，剩余 3 个名额', details),
  httpNoReply: nothing,
  customRobot: () => ({
    ...textMessage('主题党日提醒：今晚 20:30', ['rider001']),
    msgUuid: 'branch01-remind-20260101',
  }),
  cardCreateAndDeliver: () =>
    cardBody(
      {
        trackId: 'branch01-signup-20260101-0001',
        to: { kind: 'group', id: group },
        params: { title: '周六交通劝导', signedCount: '11' },
        people: [{ userId: 'rider001', name: '李骑手' }],
      },
      { templateId: '00000000-unit-test-template.schema', callback: 'STREAM' },
      robot,
    ),
};

const neverSent: Record<string, string> = {
  tokenCorpScoped: 'the other form of the same token',
  groupReadStatus: 'who has read is not asked: people answer notices themselves',
  singleReadStatus: 'as above',
  groupRecall: 'what was said is corrected in words, for those who have read it',
  singleRecall: 'as above',
  sessionWebhookMarkdown: 'our words are plain text, in which nothing can become mark-up',
  sessionWebhookFeedCard: 'needs pictures in the open web',
  sessionWebhookLink: 'a link stands in the words, where people can be mentioned',
  cardUpdate: 'what a press changes is in the answer to it, which costs no call',
};

/** `msgParam` is JSON as text; how it is spaced is nobody's business. */
const read = (body: object): object =>
  'msgParam' in body && typeof body.msgParam === 'string' ? { ...body, msgParam: JSON.parse(body.msgParam) } : body;

describe.skipIf(!vectors)('the documented bodies beside the project, when they are there', () => {
  it('are all made, or named as never sent', () => {
    expect([...Object.keys(made), ...Object.keys(neverSent)].toSorted()).toEqual(
      Object.keys(vectors!.samples.outbound).toSorted(),
    );
  });

  it.each(Object.keys(made))('%s is made as documented', (name) => {
    const { request, ...plain } = sample(name);
    expect(read(made[name]!())).toEqual(read(request?.body ?? plain));
  });

  it('are posted to a group by an address that is signed once', () => {
    for (const { url, timestamp, secret, signEncoded, id } of vectors!.hmac.customRobotOutbound.vectors) {
      const signed = webhookUrl(OAPI, { key: 'unit-test-token', secret }, Number(timestamp));
      expect(signed, id).toBe(url);
      expect(signed, id).toContain(`sign=${signEncoded}`);
    }
    expect(webhookUrl(OAPI, { key: 'unit-test-token' }, 0)).toBe(`${OAPI}/robot/send?access_token=unit-test-token`);
  });
});
