// What is wrong between us and a platform, in the operator's words: the thing, the cure, and the page to open.
import type { Branch } from '../core/branch.ts';
import type { Fault, FaultCode } from '../core/fault.ts';
import { consoles, intoBranch } from './text-consoles.ts';

export interface SaidFault {
  say: string;
  /** One line. */
  cure: string;
}

const quotas: Readonly<Record<string, { name: string; setting: string }>> = {
  dingtalk_calls: { name: '接口调用', setting: 'DINGTALK_MONTHLY_CALLS' },
  dingtalk_messages: { name: '机器人消息', setting: 'DINGTALK_MONTHLY_MESSAGES' },
};

/** `dingtalk_calls:80` */
function quotaOf(subject: string | null): { name: string; setting: string; percent: string | null } {
  const [, which = '', percent = null] = /^(\w+)(?::(\d+))?$/.exec(subject ?? '') ?? [];
  return { ...(quotas[which] ?? { name: '用量', setting: 'DINGTALK_MONTHLY_CALLS、DINGTALK_MONTHLY_MESSAGES' }), percent };
}

/** The line of `groups` in branch.json for a group that is not there yet. */
export function groupLine(id: string): string {
  // DingTalk's conversation ids begin with cid.
  return JSON.stringify({ id, title: '群名', channel: id.startsWith('cid') ? 'dingtalk' : 'wecom' });
}

/** Where the platform has not said what it saw. */
const addressOr = (address: string | null) => (address === null ? '它（本机上网时对外的地址，问管网络的人）' : '它');

/** The server reads its settings when it starts. */
const AFTER_RESTART = '改了 .env 要重启小蜂；跟它说一句，有回话就没事了';

type Words = (subject: string | null, group: string) => SaidFault;

const said: Record<FaultCode, Words> = {
  wecom_app_secret_wrong: () => ({
    say: '企业微信自建应用的 Secret 或企业 ID 不对，私信发不出去。',
    cure: `照后台核对 WECOM_CORP_ID 和 WECOM_APP_SECRET：${consoles.wecomApp}；企业 ID 在 ${consoles.wecomCompany}。`,
  }),
  wecom_app_agent_wrong: () => ({
    say: '企业微信自建应用的 AgentId 不对，和 Secret 不是同一个应用的。',
    cure: `把 WECOM_APP_AGENT_ID 改成那一页显示的 AgentId：${consoles.wecomApp}。`,
  }),
  wecom_app_disabled: () => ({
    say: '企业微信自建应用被停用了，私信发不出去。',
    cure: `在那一页启用它：${consoles.wecomApp}。`,
  }),
  wecom_app_not_permitted: () => ({
    say: '企业微信自建应用没有发消息的权限；长期不用也会被平台收回。',
    cure: `看那一页的提示，重新打开权限：${consoles.wecomApp}。`,
  }),
  wecom_app_callback_missing: () => ({
    say: '企业微信自建应用没有设接收消息，发不了带按钮的卡片。',
    cure: `设好 WECOM_APP_TOKEN、WECOM_APP_AES_KEY，再到 ${consoles.wecomAppReceive}；不设也行，大家按数字回。`,
  }),
  wecom_app_out_of_range: () => ({
    say: '有人不在企业微信自建应用的可见范围里，给他们的私信到不了。',
    cure: `把他们加进去：${consoles.wecomAppPeople}。`,
  }),
  wecom_ip_untrusted: (address) => ({
    say: `企业微信不认本机的出口 IP${address === null ? '' : `：${address}`}。`,
    cure: `把${addressOr(address)}加进去，大约一分钟后生效：${consoles.wecomAppAddresses}。`,
  }),
  wecom_bot_secret_wrong: () => ({
    say: '企业微信智能机器人的 BotID 或 Secret 不对，长连接连不上。',
    cure: `照后台核对 WECOM_AIBOT_ID 和 WECOM_AIBOT_SECRET：${consoles.wecomBotConnection}。`,
  }),
  wecom_bot_token_wrong: () => ({
    say: '发到企业微信智能机器人回调网址的消息，签名对不上，没有收；多半是 Token 不对。',
    cure: `照后台核对 WECOM_AIBOT_TOKEN：${consoles.wecomBot}；${AFTER_RESTART}。`,
  }),
  wecom_bot_aes_key_wrong: () => ({
    say: '企业微信智能机器人的回调，签名对，内容解不开，没有收；多半是 EncodingAESKey 不对。',
    cure: `照后台核对 WECOM_AIBOT_AES_KEY：${consoles.wecomBot}；WECOM_AIBOT_RECEIVE_ID 一般留空；${AFTER_RESTART}。`,
  }),
  wecom_app_token_wrong: () => ({
    say: '发到企业微信自建应用回调网址的消息，签名对不上，没有收；多半是 Token 不对。',
    cure: `照后台核对 WECOM_APP_TOKEN：${consoles.wecomAppReceive}；${AFTER_RESTART}。`,
  }),
  wecom_app_aes_key_wrong: () => ({
    say: '企业微信自建应用的回调，签名对，内容解不开，没有收；多半是 EncodingAESKey 不对。',
    cure: `照后台核对 WECOM_APP_AES_KEY 和 WECOM_CORP_ID：${consoles.wecomAppReceive}；${AFTER_RESTART}。`,
  }),
  wecom_two_holders: () => ({
    say: '还有别的程序在用同一个企业微信智能机器人，长连接被它占了。',
    cure: `停掉那一个，一个机器人只能连一处；找不到就换一个 Secret：${consoles.wecomBotConnection}。`,
  }),
  wecom_bot_not_in_group: (_, group) => ({
    say: `企业微信智能机器人不在${group}里，发不进去。`,
    cure: `请群主把它加回来：${consoles.wecomGroupBot}。`,
  }),
  wecom_nobody_spoke: (_, group) => ({
    say: `${group}里还没有人 @过小蜂，主动发的话进不去。`,
    cure: `在群里 @小蜂 说一句“帮助”；或者给这个群配消息推送：${consoles.wecomGroupWebhook}，把地址${intoBranch}。`,
  }),
  wecom_webhook_gone: (_, group) => ({
    say: `${group}的消息推送没有了，或者地址不对。`,
    cure: `重新添加一个：${consoles.wecomGroupWebhook}，把地址${intoBranch}。`,
  }),
  wecom_unreachable: (subject) => ({
    say: `连不上企业微信${subject === 'long_connection' ? '的长连接' : ''}，要发的都存着，连上了再发。`,
    cure: '看看本机能不能上网；单位有防火墙的，请管网络的人放行 qyapi.weixin.qq.com 和 openws.work.weixin.qq.com 的 443 端口。',
  }),
  dingtalk_secret_wrong: () => ({
    say: '钉钉应用的 Client ID 或 Client Secret 不对。',
    cure: `照后台核对 DINGTALK_CLIENT_ID 和 DINGTALK_CLIENT_SECRET：${consoles.dingtalkApp}。`,
  }),
  dingtalk_callback_secret_wrong: () => ({
    say: '发到钉钉消息接收地址的消息，签名对不上，没有收；多半是 Client Secret 不对。',
    cure: `照后台核对 DINGTALK_CLIENT_SECRET：${consoles.dingtalkApp}；${AFTER_RESTART}。`,
  }),
  dingtalk_card_secret_wrong: () => ({
    say: '发到钉钉卡片回调地址的点击，签名对不上，没有收。',
    cure: `DINGTALK_CARD_SECRET 要和注册卡片回调时填的 apiSecret 一样；改了 .env 要重启小蜂；点一下按钮试试。`,
  }),
  dingtalk_not_published: () => ({
    say: '钉钉机器人还没发布，或者消息接收模式和 DINGTALK_MODE 不一样。',
    cure: `消息接收模式选对，发布机器人：${consoles.dingtalkRobot}；再发布一个应用版本：${consoles.dingtalkVersion}。`,
  }),
  dingtalk_ip_untrusted: (address) => ({
    say: `钉钉不认本机的出口 IP${address === null ? '' : `：${address}`}。`,
    cure: `把${addressOr(address)}加进去，或者把那一栏清空：${consoles.dingtalkAddresses}。`,
  }),
  dingtalk_not_permitted: (right) => ({
    say: `钉钉应用少一个权限${right === null ? '' : `：${right}`}。`,
    cure: `申请它（发消息要 qyapi_robot_sendmsg，卡片要 Card.Instance.Write）：${consoles.dingtalkRights}。`,
  }),
  dingtalk_robot_not_in_group: (_, group) => ({
    say: `钉钉机器人不在${group}里，发不进去。`,
    cure: `请群主把它加回来：${consoles.dingtalkGroupRobot}。`,
  }),
  dingtalk_group_gone: (_, group) => ({
    say: `钉钉机器人不在${group}里了（被移出或群已解散）。`,
    cure: `群还在，请群主把它加回来：${consoles.dingtalkGroupRobot}；群没了，或者 ID 抄错了，就改数据文件夹里 branch.json 的 groups，ID 看 npm run doctor。`,
  }),
  dingtalk_webhook_wrong: (_, group) => ({
    say: `${group}的机器人地址或加签密钥不对。`,
    cure: `照那一页重新抄，${intoBranch}：${consoles.dingtalkGroupRobot}。`,
  }),
  dingtalk_quota_near(subject) {
    const { name, setting, percent } = quotaOf(subject);
    return {
      say: `钉钉这个月的${name}${percent === null ? '快用完了' : `已经用掉 ${percent}% 以上`}。`,
      cure: `不急的少发些；买过更多的，把 ${setting} 改成实际的数。看用量：${consoles.dingtalkUsage}。`,
    };
  },
  dingtalk_quota_spent(subject) {
    const { name, setting } = quotaOf(subject);
    return {
      say: `钉钉这个月的${name}用完了，下个月 1 号才有新的。`,
      cure: `加量或升级版本：${consoles.dingtalkUsage}；买过更多的，把 ${setting} 改成实际的数。`,
    };
  },
  dingtalk_ip_banned: () => ({
    say: '本机的出口 IP（上网时对外的地址）调用钉钉太多，被封五分钟。',
    cure: '等五分钟就好；同一个网络里还有别的程序在调用钉钉，让它慢下来。',
  }),
  dingtalk_unreachable: (subject) => ({
    say: subject === 'stream' ? '连不上钉钉 Stream，大家说的话收不到。' : '连不上钉钉，要发的都存着，连上了再发。',
    cure: '看看本机能不能上网；单位有防火墙的，请管网络的人放行 api.dingtalk.com、oapi.dingtalk.com 和 wss-open-connection.dingtalk.com 的 443 端口。',
  }),
  group_external: (_, group) => ({
    say: `${group}里有外单位的人，是外部群，小蜂用不了。`,
    cure: '换成只有本单位人的内部群，把小蜂加进去，再把新群的 ID 写进数据文件夹里的 branch.json。',
  }),
  group_unlisted: (id) => ({
    say: `有个群在跟小蜂说话，支部设置里没有它${id === null ? '' : `：${id}`}。`,
    cure: `要用它，就在数据文件夹里 branch.json 的 groups 中加上：${groupLine(id ?? '群 ID')}。`,
  }),
  clock_wrong(seconds) {
    const ahead = Number(seconds);
    const by = seconds === null || Number.isNaN(ahead) ? '不准' : `比平台${ahead < 0 ? '慢' : '快'}了 ${Math.abs(ahead)} 秒`;
    return {
      say: `本机的时钟${by}。`,
      cure: '校准本机的时间（例如 sudo timedatectl set-ntp true）；时间不对，平台的消息会被当成过期的。',
    };
  },
};

/**
 * The operator's sentence for a fault, and its cure.
 * @param branch knows the group's title; without it, or where the group is not listed, its id is said
 */
export function sayFault({ code, subject }: Fault, branch?: Branch): SaidFault {
  const title = branch?.groups.find(({ id }) => id === subject)?.title ?? subject;
  return said[code](subject, title === null ? '群' : `群“${title}”`);
}
