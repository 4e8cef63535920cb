// What the operator reads: the start screen, the doctor, and what is wrong with the settings.
import { inspect } from 'node:util';
import type { Config, Rule, SettingProblem, SettingWarning } from '../config.ts';
import { BotError } from '../core/errors.ts';
import type { Fault } from '../store/settings/branch-document.ts';
import type { Wanted } from '../store/settings/json-map.ts';
import { describeConfig, type Part } from './parts.ts';
import { consoles } from './text-consoles.ts';

const rules: Record<Rule, string> = {
  port: '0 到 65535 的整数（0 表示任选一个空闲端口）',
  host: '本机的 IP 地址或主机名，例如 127.0.0.1 或 0.0.0.0',
  address: 'http:// 或 https:// 开头的网址，不带用户名、密码、? 和 #',
  folder: '文件夹的路径（不能以 ~ 开头）',
  database: 'postgres:// 或 postgresql:// 开头的地址',
  simulator: 'on、off 或 public（也可以写 1、0、true、false）',
  logLevel: 'trace、debug、info、warn、error、fatal 或 silent',
  secretaries: '账号，用逗号隔开，例如 wecom:zhangsan,dingtalk:0123456',
  id: '字母、数字、- 和 _，最多 128 个',
  account: '最多 128 个字符，中间没有空格',
  agentId: '平台上显示的那个数字',
  token: '1 到 32 个字母或数字',
  aesKey: '正好 43 个字母或数字',
  secret: '平台上显示的原文，前后没有空格，中间没有换行',
  skew: '30 到 3600 的整数，单位是秒',
  dingtalkMode: 'stream 或 http',
  modelName: '模型的名字，最多 128 个字符，中间没有空格',
  timeout: '100 到 60000 的整数，单位是毫秒',
  sealKey: '64 位十六进制，例如 openssl rand -hex 32 生成的',
  tokens: '1 到 1000000000 的整数',
  socketAddress: 'wss:// 或 ws:// 开头的网址，不带用户名、密码、? 和 #',
  onOff: 'on 或 off',
  monthly: '100 到 100000000 的整数',
};

const wanted: Record<Wanted, string> = {
  value: '一个值',
  key: '英文双引号里的名称',
  colon: '英文冒号 :',
  comma: '英文逗号 , 或者收尾的括号',
  text: '同一行里收尾的英文双引号 "',
  end: '文件到此结束',
  once: '同一个括号里没有用过的名称',
  flat: '少几层括号',
  noComma: '没有这个逗号，后面就是收尾的括号',
};

const partNames: Record<Part['name'], string> = {
  records: '记录',
  anonymity: '匿名诉求',
  pages: '工单网页链接',
  simulator: '演练台',
  wecomBot: '企业微信智能机器人',
  wecomApp: '企业微信自建应用',
  dingtalk: '钉钉机器人',
  model: '语言模型',
};

const details: Record<Part['detail'], string> = {
  off: '关',
  sqlite: '存在数据文件夹里（SQLite 文件）',
  postgres: '存在 PostgreSQL 数据库里',
  keyFile: '开，密钥是数据文件夹里的 seal.key，请另存一份',
  local: '开，只限本机',
  public: '开，对外开放',
  callback: '开，回调（平台从公网来找小蜂）',
  longConnection: '开，长连接（不用公网地址）',
  callbackAndLongConnection: '开，长连接（回调的 Token 和 EncodingAESKey 用不上）',
  sendsOnly: '开，只发不收',
  stream: '开，Stream 模式（不用公网地址）',
  http: '开，HTTP 模式（平台从公网来找小蜂）',
  set: '开',
};

/** A setting that must hold a certain word to turn its part on is named with it. */
const written = (name: string) => (name === 'SIMULATOR' ? `${name}=on` : name);

/** One line of the start screen; what is off says which settings turn it on. */
export function sayPart({ name, on, detail, turnOn }: Part): string {
  return `${partNames[name]}：${details[detail]}${on ? '' : `（要打开，在 .env 里填 ${turnOn.map(written).join('、')}）`}`;
}

/** The screen of a server that has started. `address` is where it listens, such as `http://127.0.0.1:3000`. */
export function sayStarted(config: Config, address: string): string {
  return [
    `小蜂已经启动：${address}`,
    ...(config.simulator === 'off' ? [] : [`在浏览器里试用：${address}/simulator/`]),
    ...describeConfig(config).map((part) => `  ${sayPart(part)}`),
    ...config.warnings.map((warning) => `  注意：${sayWarning(warning)}`),
  ].join('\n');
}

export function sayProblem(problem: SettingProblem): string {
  if (problem.kind === 'wrong') {
    const seen = problem.seen ?? `****（${problem.length} 个字符）`;
    return `${problem.name} 现在是 ${seen}，应该是：${rules[problem.rule]}。`;
  }
  return `设了 ${problem.because}，还缺 ${problem.name}，在这里找：${consoles[problem.page]}。`;
}

export function sayWarning(warning: SettingWarning): string {
  if (warning.kind === 'idle') return `只设了 ${warning.name} 没有作用，还要设置 ${warning.needs.join(' 或 ')}。`;
  return `不认识 ${warning.name}${warning.meant ? `，是不是想写 ${warning.meant}？` : '，它没有作用。'}`;
}

function instead(found: string): string {
  if (found === '') return '，可是文件到此就断了';
  return /[，：“”、｛｝【】]/.test(found) ? `，现在是中文标点 ${found}` : '';
}

function sayFault(fault: Fault): string {
  const where = 'line' in fault && fault.line !== null ? `第 ${fault.line} 行` : '';
  switch (fault.kind) {
    case 'empty':
      return '里面是空的';
    case 'encoding':
      return '不是 UTF-8 文字，请另存为 UTF-8';
    case 'json':
      return `${where}第 ${fault.column} 列，这里应该是${wanted[fault.wanted]}${instead(fault.found)}`;
    case 'shape':
      return `${where} ${fault.path || '整个文件'}：${fault.reason}`.trim();
    case 'twice':
      return `${where} ${fault.path} 与 ${fault.first} 相同`.trim();
  }
}

const percent = (share: number) => `${Math.floor(share * 100)}%`;

/** The doctor's sentences: what was found, and the cure. */
export const doctorText = {
  settingsGood: '设置没有问题。',
  settingsCure: '改 .env 里的这一项，再运行一次 npm run doctor。',
  settingsFirst: '先把上面的设置改好，其余的才能检查。',
  noPublicUrl: (name: Part['name']) => `${partNames[name]}：平台要从公网找到本机，可是没有设置 PUBLIC_URL。`,
  noPublicUrlCure: '平台后台里填的那个网址，从 https 到域名为止，写进 .env 的 PUBLIC_URL，例如 https://bot.example.com。',
  bothWays: '企业微信智能机器人的长连接和回调都设了；平台上只能选一种，小蜂用长连接。',
  bothWaysCure:
    '后台的 API 模式选“使用长连接”，再去掉 WECOM_AIBOT_TOKEN 和 WECOM_AIBOT_AES_KEY；想用回调就去掉 WECOM_AIBOT_SECRET。',
  clockGood: (time: string) => `时钟：现在是北京时间 ${time}。`,
  clockBad: (time: string) => `时钟：本机认为现在是北京时间 ${time}，年份不对。`,
  clockCure: '把本机的时间校准（例如 sudo timedatectl set-ntp true）；时间不对，平台的消息会被当成过期的。',
  folderGood: (path: string, free: number | null) =>
    `数据文件夹：${path} 可以写${free === null ? '' : `，磁盘还空 ${percent(free)}`}。`,
  folderNew: (path: string) => `数据文件夹：${path} 还没有，第一次启动时会建立。`,
  folderNoFolder: (path: string) => `数据文件夹：${path} 不是文件夹。`,
  folderNoFolderCure: '把那个文件移走，或者把 DATA_DIR 改成别的路径。',
  folderReadOnly: (path: string) => `数据文件夹：${path} 不能写。`,
  folderNotMade: (path: string, code: string) => `数据文件夹：${path} 建不出来（${code}）。`,
  folderNotMadeCure: '把 DATA_DIR 改成能写的路径。',
  folderReadOnlyCure: '让运行小蜂的用户能写它（例如 sudo chown -R 用户名 文件夹），或者把 DATA_DIR 改成能写的路径。',
  diskLow: (free: number) => `磁盘只空 ${percent(free)}，快满了。`,
  diskFull: (free: number) => `磁盘只空 ${percent(free)}，马上就存不下消息了。`,
  diskCure: '清理磁盘，或者把 DATA_DIR 换到大一点的盘上。',
  documentsGood: (starter: number, own: number) => `政策文件：自带 ${starter} 条，支部自己的 ${own} 份。`,
  documentBad: (message: string) => `政策文件没收进来：${message}`,
  documentBadCure: '照它说的改好，或者删掉它，用 npm run import 重新收一遍。',
  documentsUnread: '政策文件：读不了。',
  documentsUnreadCure: '看看 data/starter 是不是完整，数据文件夹里的 documents 能不能读。',
  storeNew: '记录库：还没有，第一次启动时会建立。',
  storeGood: { sqlite: '记录库：打得开。', postgres: '记录库：PostgreSQL 数据库连得上，可以读写。' },
  storeInUse: '记录库：正由运行中的小蜂使用，这是正常的。',
  storeBad: (reason: string) => `记录库：打不开。${reason}`,
  storeCure: {
    sqlite: '看看磁盘是不是满了，运行小蜂的用户能不能读写这个文件；文件坏了，就停下小蜂，把备份的整个数据文件夹换回来。',
    postgres: '确认数据库已经启动，DATABASE_URL 里的地址、用户名、密码和库名都对。',
  },
  branchNew: '支部设置：还没有，第一次启动时会建立默认的 branch.json。',
  branchGood: (name: string, groups: number, people: number) =>
    `支部设置：没有问题，${name}，${groups} 个群，名册 ${people} 人。`,
  branchGone: (path: string) => `支部设置：${path} 不见了。`,
  branchBroken: (place: string, faults: readonly Fault[]) =>
    `支部设置：${place} 有 ${faults.length} 处不对：${faults.slice(0, 5).map(sayFault).join('；')}。`,
  branchBad: (reason: string) => `支部设置：读不出来。${reason}`,
  branchSkipped: '支部设置：在记录库里，等记录库能打开再检查。',
  branchCure: (copy: string | null, path: string) =>
    copy ? `改好它，或者换回最近一份好的：cp "${copy}" "${path}"` : '改好它；还没有备份可以换。',
  branchBadCure: '让运行小蜂的用户能读这个文件。',
  stationsNone: '驿站表：还没有，用 npm run import -- --stations 导入。',
  stationsGood: (count: number) => `驿站表：没有问题，${count} 个驿站。`,
  stationsGone: (place: string) => `驿站表：${place} 不见了，用的是最近一份好的。`,
  stationsBroken: (place: string, faults: readonly Fault[]) =>
    `驿站表：${place} 有 ${faults.length} 处不对，没有生效：${faults.slice(0, 5).map(sayFault).join('；')}。`,
  stationsBad: (reason: string) => `驿站表：读不出来。${reason}`,
  stationsSkipped: '驿站表：在记录库里，等记录库能打开再检查。',
  portAny: '端口：PORT 是 0，启动时任选一个空闲端口。',
  portFree: (port: number) => `端口：${port} 空着，可以用。`,
  portOurs: (port: number) => `端口：${port} 上小蜂正在运行。`,
  portOther: (port: number) => `端口：${port} 上跑着另一个小蜂，用的不是这个数据文件夹。`,
  portTaken: (port: number) => `端口：${port} 被别的程序占用了。`,
  portTakenCure: '停掉那个程序，或者把 PORT 改成别的数。',
  portForbidden: (port: number) => `端口：当前用户不能使用 ${port}。`,
  portForbiddenCure: '把 PORT 改成 1024 以上的数，例如 3000。',
  portNoHost: (host: string) => `端口：本机没有 ${host} 这个地址。`,
  portNoHostCure: '把 HOST 改成 127.0.0.1，要让别的机器连上就改成 0.0.0.0。',
  portBad: (reason: string) => `端口：不能监听。${reason}`,
  portBadCure: '检查 HOST 和 PORT。',
  allGood: '检查完了，可以启动：npm start',
  allFine: (warnings: number) => `检查完了，可以启动；有 ${warnings} 处要留意。`,
  runningGood: '检查完了，没有问题；小蜂正在运行，不用再启动。',
  runningFine: (warnings: number) => `检查完了，小蜂正在运行，不用再启动；有 ${warnings} 处要留意。`,
  someBad: (count: number, isRunning: boolean) =>
    isRunning ? `检查完了，小蜂正在运行，可是有 ${count} 处要改好，改了 .env 要重启。` : `检查完了，有 ${count} 处要先改好。`,
  cure: (cure: string) => `办法：${cure}`,
};

const notStarted = {
  head: '小蜂没有启动。',
  locked: (folder: string) => `数据文件夹 ${folder} 正由另一个小蜂使用。`,
  lockedCure: '先停掉那一个，或者把 DATA_DIR 改成别的文件夹。',
  damaged: '记录文件坏了。',
  damagedCure: '把它和同名的 -wal 文件移走，用备份换上。',
  database: (reason: string) => `连不上或用不了 DATABASE_URL 里的数据库（${reason}）。`,
  records: '记录打不开，或者写不进去。',
  fileInTheWay: (path: string) => `数据文件夹 ${path} 建不成，它或者它的上一层是个文件。`,
  branch: '支部设置有问题，原因在下面。',
  branchCure: '改好支部设置再启动。',
  details: (detail: string) => `    （${detail}）`,
  doctor: '运行 npm run doctor 看看哪里不对。',
};

/** What the system said, whether it stands alone or behind one of ours. */
function systemCode(error: Error): { code: string; syscall: string } | null {
  const from = error instanceof BotError && error.cause instanceof Error ? error.cause : error;
  if (!('code' in from) || typeof from.code !== 'string') return null;
  return { code: from.code, syscall: 'syscall' in from ? String(from.syscall) : '' };
}

function sayFolder(path: string, code: string): string[] {
  switch (code) {
    case 'ENOTDIR':
    case 'EEXIST':
      return [notStarted.fileInTheWay(path), doctorText.folderNoFolderCure];
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return [doctorText.folderReadOnly(path), doctorText.folderReadOnlyCure];
    default:
      return [doctorText.folderNotMade(path, code), doctorText.folderNotMadeCure];
  }
}

function sayPort({ host, port }: Config['server'], code: string): string[] {
  switch (code) {
    case 'EADDRINUSE':
      return [doctorText.portTaken(port), doctorText.portTakenCure];
    case 'EACCES':
      return [doctorText.portForbidden(port), doctorText.portForbiddenCure];
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return [doctorText.portNoHost(host), doctorText.portNoHostCure];
    default:
      return [doctorText.portBad(code), doctorText.portBadCure];
  }
}

/** What is wrong, its cure, and the English detail where there is one; null when nobody foresaw it. */
function explain(error: unknown, { server }: Config): string[] | null {
  if (!(error instanceof Error)) return null;
  const system = systemCode(error);
  if (system?.syscall === 'mkdir') return sayFolder(server.dataDir, system.code);
  if (!(error instanceof BotError)) return null;
  switch (error.code) {
    case 'store_locked':
      return [notStarted.locked(server.dataDir), notStarted.lockedCure, error.message];
    case 'store_damaged':
      return [notStarted.damaged, notStarted.damagedCure, error.message];
    case 'settings':
      return [notStarted.branch, notStarted.branchCure, error.message];
    case 'config':
      return system ? sayPort(server, system.code) : [error.message];
    case 'store':
    case 'store_rejected':
      return server.databaseUrl === null
        ? [notStarted.records, doctorText.storeCure.sqlite, error.message]
        : [notStarted.database(error.detail ?? system?.code ?? error.code), doctorText.storeCure.postgres, error.message];
    default:
      return null;
  }
}

/** Why there was no start. What nobody foresaw keeps its stack. */
export function sayFailure(error: unknown, config: Config): string {
  const [say, cure, detail] = explain(error, config) ?? [inspect(error)];
  return [
    notStarted.head + say,
    ...(cure ? [`    ${doctorText.cure(cure)}`] : []),
    ...(detail ? [notStarted.details(detail)] : []),
    notStarted.doctor,
  ].join('\n');
}

/** The settings themselves are wrong. */
export function sayProblems(problems: readonly SettingProblem[]): string {
  return [notStarted.head, ...problems.map((problem) => `  ${sayProblem(problem)}`), notStarted.doctor].join('\n');
}

export const simulateText = {
  usage: '用法：npm run simulate -- 报文文件（JSON 是智能机器人或钉钉的，XML 是自建应用的）',
  needs: (names: string) => `这份报文要用这些设置来加密或签名，先设好它们：${names}`,
  noFile: (file: string) => `没有 ${file} 这个文件。`,
  folder: (file: string) => `${file} 是文件夹，请给出里面的一个报文文件。`,
  unreadable: (file: string, code: string) => `${file} 读不了（${code}）。`,
  noPayload: (file: string) => `${file} 不是一条完整的报文：应该是一个 JSON 对象，或者 <xml> 开头的 XML。`,
  noServer: (url: string) => `${url} 上没有小蜂在听，先运行 npm start，再看 HOST 和 PORT 是不是同一套设置。`,
  answered: (status: number, body: string) => `应答 ${status}：${body === '' ? '（空）' : body}`,
  refused: {
    400: '多半是报文缺了平台一定会带的内容，或者密钥、BotID、AgentId 和正在跑的小蜂不一样。',
    401: '多半是 Token 或 Secret 和正在跑的小蜂不一样；改过 .env 要重启小蜂。也看看本机的时钟。',
    403: '多半是报文里的机器人、企业或接收方不是小蜂设置里的那一个；改过 .env 要重启小蜂。',
    404: '正在跑的小蜂没有接这个平台：设置要一样，改过要重启；钉钉要 DINGTALK_MODE=http。',
  } as Readonly<Record<number, string>>,
  failed: (reason: string) => `没发成：${reason}`,
};

/** What a request to plan must hold, by the path of what is wrong with it; a longer path goes before a shorter one. */
const planWants: Record<string, string> = {
  now: '现在的时间，例如 "2026-11-20T20:10:00+08:00"，年份在 2000 到 2098 之间',
  occupations: '每种职业多少人，例如 {"courier":30,"rider":12}，人数是不小于 0 的整数',
  wish: '想要的时间，例如 {"date":"2026-11-25"} 或 {"from":"2026-11-23","to":"2026-11-29"}',
  'wish.date': '一个日子，例如 "2026-11-25"；和 from、to 只能写一种',
  'wish.from': '日子或时间，例如 "2026-11-25" 或 "2026-11-25T18:00:00+08:00"',
  'wish.to': '日子或时间，例如 "2026-11-29" 或 "2026-11-25T21:00:00+08:00"',
  'wish.part': 'morning、noon、afternoon 或 evening',
  'wish.start': '24 小时制的钟点，例如 "20:00"',
  'wish.end': '24 小时制的钟点，例如 "21:00"',
  'wish.durationMinutes': '1 到 1440 的整数，单位是分钟',
  durationMinutes: '1 到 1440 的整数，单位是分钟',
  mode: 'onsite、online 或 both',
  insist: 'true 或 false；写 true 时 wish 里要有 date（或 from）和 start',
  seasons: '成 [{"name":"双11","from":"10-20","to":"11-15"}] 或 [{"name":"春节","daysBeforeNewYearsEve":15}] 这样的列表',
  windows: '成 {"courier":{"meetings":[{"from":"20:00","to":"21:30"}]}} 这样，from 早于 to；还可以写 pushes 和 never',
  pause: '成 {"reason":"storm"、"heat" 或 "other","until":"2026-07-24" 或 null}',
};

/** What the `plan` command says when there is nothing to plan: the thing and its cure, one sentence. */
export const planText = {
  option: (option: string) => `plan 没有 ${option} 这个选项，请求从标准输入给：echo '{…}' | npm run --silent plan`,
  noJson: '标准输入里要有一段完整的 JSON，例如 {"now":"2026-11-20T20:10:00+08:00","occupations":{"courier":30},"wish":{}}',
  unknown: (where: string, name: string, known: readonly string[]) =>
    `${where === '' ? '请求' : `${where} `}里不认识 ${name}，只能写 ${known.join('、')}。`,
  wrong(path: readonly string[]): string {
    const paths = path.map((_, index) => path.slice(0, path.length - index).join('.'));
    const known = paths.find((each) => each in planWants);
    if (!known) return planText.noJson;
    const which = known === path.join('.') ? '' : `${known} `;
    return `${path.join('.')} 不对，${which}要写${planWants[known]}。`;
  },
  noSuchDay: (day: string) => `日历上没有 ${day} 这一天，请换一个真有的日子。`,
  past: 'wish 说的时间比 now 早，已经过去了，请换一个以后的时间。',
  endBeforeStart: 'wish 的结束不比开始晚，请把 from、to 或 start、end 前后换过来。',
  tooFar: 'wish 说的日子在一年以后，请换一个一年以内的。',
  nobody: 'occupations 里一个人也没有，至少写一种职业的人数，例如 {"courier":30}。',
};
