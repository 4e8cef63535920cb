// Words that speak to a machine instead of to readers: what a document that is read aloud by a bot must not hold.
const BEFORE =
  '(?:之前|以上|以前|上面|上文|上方|上述|前面|先前|此前|前述|所有|全部|任何|一切|系统|原有|原来|原先|既定|开发者|你的|您的)';
const RULES = '(?:规[则則]|指令|指示|提示词?|设定|設定|约束|限制|命令|系统消息|安全策略|对话|角色|身份|要求|说明)';
const MACHINE =
  '(?:AI|人工智能(?:助手|模型)|(?:大|语言)模型|大语言模型|智能助手|智能体|聊天机器人|机器人助手|chatgpt|gpt|claude|deepseek|llm)';

/** Tried on sentences without blanks and ornaments, in lower case. */
export const chineseOrders: readonly RegExp[] = [
  new RegExp(
    `(?<!不得|不能|不可|不应|严禁|禁止|切勿|避免)(?:忽略|无视|無視|忘记|忘掉|忘了|抛开|丢掉|绕过|不要理会|不用理会|不要遵守|不必遵守|不再遵守|停止遵守)(?:掉)?(?:你|您)?(?:的)?(?:${BEFORE}的?){1,4}(?:一切|所有)?.{0,8}?${RULES}`,
  ),
  new RegExp(`${BEFORE}的?${RULES}.{0,6}(?:作废|失效|无效|不算数|都忽略|全部忽略|忽略掉)(?!的)`),
  /(?:从现在(?:起|开始)|接下来|现在)[，,]?(?:你|您)(?:就|将|只|要|必须)?(?:是|扮演|作为|变成|不再是)/,
  /(?:你|您)现在(?:就)?(?:是|扮演|变成)/,
  /(?:请|要求)?(?:你|您)(?:将|要|来)?扮演/,
  new RegExp(`(?:你|您)(?:就|只)?是(?:一个|一名|一位|个)?.{0,6}${MACHINE}`, 'i'),
  new RegExp(`作为(?:一个|一名|一位)?(?:有用的|专业的)?${MACHINE}`, 'i'),
  new RegExp(`^${MACHINE}[，,：:]?(?:请|你|您|必须|务必|应该|应当)`, 'i'),
  /系统提示[词语](?:[:：是为]|$)|^系统提示[:：]|提示词(?:注入|泄露)|(?:你的|您的|输出|打印|透露|复述|泄露|显示)(?:完整的?|全部|隐藏的?)?(?:系统)?(?:提示词|系统提示|系统指令|初始指令)/,
  /(?:不管|无论|不论|凡是|如果|只要|当)?(?:用户|别人|有人|对方|谁)(?:再)?(?:问|提问|询问).{0,16}(?:你|您|都|一律|统一|只)(?:都|一律|统一|只)?(?:必须|务必|要|请|须)?(?:回答|回复|答复|输出|说|答)[:：“"「『]/,
  /(?:回答|回复)(?:用户|任何|所有|每个)(?:的)?(?:问题|提问|消息)?(?:之前|时|前)[，,]?(?:你|请|务必|必须|都|一律|先)/,
  /(?:进入|开启|切换到|启用)(?:开发者|越狱|dan|无限制|上帝|调试|管理员)模式/,
  /(?:调用|执行|运行)(?:以下|下面的?|下列)(?:工具|函数|接口|命令|代码|脚本)/,
];

/** Tried on sentences with single blanks, in lower case. */
export const englishOrders: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,24}\b(?:previous|prior|above|earlier|preceding|all|any|your|system|the)\b.{0,24}\b(?:instructions?|rules?|prompts?|messages?|directions?|guidelines?|context)\b/,
  /\byou are (?:now|no longer|not) (?:an? |the |in |bound )/,
  /\byou are (?:chatgpt|an? (?:ai|assistant|language model|large language model|helpful|unrestricted))/,
  /\bas an? (?:ai|large language|language) (?:language )?(?:model|assistant)\b/,
  /\b(?:act|behave|respond|pretend)\b.{0,12}\bas (?:if you|an? (?:ai|assistant|admin|developer|system|dan|unrestricted))/,
  /\b(?:system|developer|hidden) (?:prompt|message|instructions?)\b/,
  /\b(?:reveal|print|repeat|output|show|leak)\b.{0,20}\b(?:prompt|instructions?|api key|secret|token)s?\b/,
  /\b(?:developer|jailbreak|dan|god|debug|admin) mode\b|\bdo anything now\b|\bjailbreak\b/,
  /<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[\/?inst\]|<<\/?sys>>|<\/?(?:system|assistant|instructions?)>|^(?:system|assistant|developer)\s*[:：]|#{2,}\s*(?:system|instruction)/,
];
