// npm run fake-platforms [-- --port 8800 --server http://127.0.0.1:3000]: both platforms on this machine, for a bot in another terminal.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { branchFile, groups, type Platform } from './cast.ts';
import { type Line, lineOf, readLine, showBubble } from './chat.ts';
import { startDingtalk } from './dingtalk/index.ts';
import { startWecom } from './wecom/index.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8800' },
    server: { type: 'string', default: 'http://127.0.0.1:3000' },
    callbacks: { type: 'boolean', default: false },
  },
});
const port = Number(values.port);

const of = (channel: Platform) => groups.filter((group) => group.channel === channel);
const wecom = await startWecom({ port: port + 1, serverUrl: values.server, groups: of('wecom') });
const dingtalk = await startDingtalk({ port: port + 2, serverUrl: values.server, groups: of('dingtalk') });

for (const [platform, fake] of [
  ['wecom', wecom],
  ['dingtalk', dingtalk],
] as const) {
  fake.onDelivered((one) => {
    if (!one.isOpen) console.log(`\n${showBubble(platform, one)}`);
  });
  let told = 0;
  setInterval(() => {
    for (const { path, problem } of fake.violations.slice(told)) console.log(`\n  ✗ 和平台文档不符：${path} ${problem}`);
    told = fake.violations.length;
  }, 500).unref();
}

async function speak(line: Line): Promise<boolean> {
  const { platform, from, name, group, to, text, button } = line;
  const fake = platform === 'wecom' ? wecom : dingtalk;
  const { isAccepted } =
    button === null ? await fake.say({ from, name, group, to, text }) : await fake.click({ from, group, button });
  if (!isAccepted) console.log('  ✗ 机器人没接：没有长连接，回调地址也没答应');
  return isAccepted;
}

const saySchema = z.strictObject({
  platform: z.enum(['wecom', 'dingtalk']),
  from: z.string().min(1),
  group: z.string().nullish(),
  text: z.string().min(1),
});

/** `POST /say`: the same as a line typed here. */
const control = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const answer = (status: number, value: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(`${JSON.stringify(value)}\n`);
  if (request.method !== 'POST' || request.url !== '/say') return answer(404, { error: '只有 POST /say' });
  const read = saySchema.safeParse(safely(body));
  if (!read.success)
    return answer(400, { error: '要 {"platform":"wecom|dingtalk","from":"周师傅","group":"快递群","text":"你会什么"}' });
  const { platform, from, group, text } = read.data;
  const line = lineOf({ name: from, place: group ?? platform, text });
  answer(200, { isAccepted: await speak({ ...line, platform }) });
});

function safely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const settings = {
  ...wecom.environment(values.callbacks ? 'callback' : 'link'),
  ...dingtalk.environment(values.callbacks ? 'http' : 'stream'),
};

control.listen(port, '127.0.0.1', () => {
  console.log(`企业微信和钉钉的替身都开着了（假的，密钥也是假的）。把下面这些放进 .env，另开一个终端 npm start：

${Object.entries(settings)
  .map(([name, value]) => `${name}=${value}`)
  .join('\n')}

${values.callbacks ? `回调发到 ${values.server}/wecom/aibot、/wecom/app、/dingtalk/robot。` : '走长连接和 Stream；要走加密回调，加 --callbacks。'}
人和群，放进数据目录的 branch.json：

${JSON.stringify(branchFile(), null, 2)}

说话：周师傅@快递群：你会什么    私聊：小刘：到了    按钮：周师傅@快递群：[1]
或者：curl -d '{"platform":"wecom","from":"周师傅","group":"快递群","text":"你会什么"}' http://127.0.0.1:${port}/say`);
});

const lines = createInterface({ input: process.stdin });
lines.on('line', (text) => {
  if (text.trim() === '') return;
  const line = readLine(text);
  if (!line) console.log('  要这样写：周师傅@快递群：你会什么');
  else void speak(line);
});

let isStopping = false;
const stop = async () => {
  if (isStopping) return;
  isStopping = true;
  lines.close();
  control.close();
  await Promise.all([wecom.close(), dingtalk.close()]);
  process.exit(0);
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
