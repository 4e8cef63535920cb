// Where in the platforms' consoles a thing stands. Names of menus move; the pages say so where no document confirms them.
import type { Page } from '../config.ts';

const WECOM = '企业微信管理后台';
const WECOM_BOT = `${WECOM} → 管理工具 → 智能机器人 → 选这个机器人`;
const WECOM_APP = `${WECOM} → 应用管理 → 自建 → 选这个应用`;
const DINGTALK_APP = '钉钉开发者后台 → 选这个应用';

/** Where a group's address goes. */
export const intoBranch = '写进数据文件夹里 branch.json 中这个群的 webhook';

export const consoles = {
  wecomCompany: `${WECOM} → 我的企业 → 企业信息 → 最下面的企业 ID`,
  wecomBot: `${WECOM_BOT} → API 模式 → 使用 URL 回调`,
  wecomBotConnection: `${WECOM_BOT} → API 模式 → 使用长连接`,
  wecomApp: WECOM_APP,
  wecomAppReceive: `${WECOM_APP} → 接收消息 → 设置 API 接收`,
  wecomAppPeople: `${WECOM_APP} → 可见范围`,
  wecomAppAddresses: `${WECOM_APP} → 企业可信IP`,
  wecomGroupBot: '企业微信群聊 → 添加成员 → 智能机器人',
  wecomGroupWebhook: '企业微信群聊 → 群设置 → 消息推送',
  dingtalkApp: `${DINGTALK_APP} → 凭证与基础信息`,
  dingtalkRobot: `${DINGTALK_APP} → 应用能力 → 机器人`,
  dingtalkVersion: `${DINGTALK_APP} → 版本管理与发布`,
  dingtalkRights: `${DINGTALK_APP} → 权限管理`,
  dingtalkAddresses: `${DINGTALK_APP} → 安全设置 → 服务器出口IP`,
  dingtalkUsage: '钉钉开发者后台 → 资源管理 → 用量管控',
  dingtalkGroupRobot: '钉钉群聊 → 群管理 → 机器人',
  model: '语言模型服务商的控制台',
} as const satisfies Record<Page, string> & Record<string, string>;
