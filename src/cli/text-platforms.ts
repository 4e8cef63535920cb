// What the doctor says of the platforms, besides the faults themselves (text-faults.ts).
import type { QuotaName } from '../core/limiter.ts';
import type { ChannelName } from '../core/message.ts';
import { consoles, intoBranch } from './text-consoles.ts';

const platforms: Record<ChannelName, string> = { wecom: '企业微信', dingtalk: '钉钉', simulator: '演练台' };
const quotas: Record<QuotaName, string> = { dingtalk_calls: '接口调用', dingtalk_messages: '机器人消息' };

export const platformText = {
  appGood: '企业微信自建应用：企业 ID 和 Secret 都对。',
  linkGood: '企业微信长连接：BotID 和 Secret 都对，连得上。',
  linkRunning: '企业微信长连接：正在跑的小蜂连着。',
  linkLeftAlone: '企业微信长连接：没有试连，免得挤掉正在用它的小蜂。',
  dingtalkGood: '钉钉应用：Client ID 和 Client Secret 都对。',
  streamGood: '钉钉 Stream：接得上。',
  odd: (name: ChannelName, answer: string) => `${platforms[name]}的回答看不懂（${answer}），没有查完。`,
  oddCure: '过几分钟再运行一次 npm run doctor；还这样，看看中间有没有代理或网关改了回答。',
  since: (say: string, since: string) => `${say}（从 ${since} 起）`,
  notKnown: '平台方面先前记下的问题：没有查，记录库读不到；看正在运行的小蜂，屏幕上“注意”后面说的就是。',
  used: (name: QuotaName, used: number, limit: number) =>
    `钉钉${quotas[name]}：这个月用了 ${used} 次，一共 ${limit} 次，还剩 ${Math.max(limit - used, 0)} 次。`,
  groupOff: (title: string, name: ChannelName) => `群“${title}”是${platforms[name]}的，可${platforms[name]}没有接上。`,
  groupOffCure: '照 docs 文件夹里的步骤接上，或者把这个群从数据文件夹里的 branch.json 中去掉。',
  webhookUnchecked: (title: string, name: ChannelName) =>
    `群“${title}”的${name === 'wecom' ? '消息推送' : '群机器人'}地址：没有查，要查只能往群里发话；地址不对的话，第一次发的时候会说。`,
  groupMute: (title: string) => `群“${title}”：提醒、通知发不进去，回调方式的机器人只能回话。`,
  groupMuteCure: `给它配消息推送：${consoles.wecomGroupWebhook}，把地址${intoBranch}；或者改用长连接。`,
};

/** The start screen, as the connections come up. */
export const linkedText = {
  wecom: '企业微信长连接：连上了。',
  dingtalk: '钉钉 Stream：连上了。',
};

export const faultBlock = (say: string, cure: string) => `注意：${say}\n    办法：${cure}`;
