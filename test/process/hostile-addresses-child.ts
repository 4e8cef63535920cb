// Offers every hostile address to both channels as whatever an address can be in a payload, beside a canary that counts who calls.
// Prints one line of JSON: how many were offered, who connected, what was looked up, what a channel took for delivered.
import dns from 'node:dns';
import { createServer, Socket } from 'node:net';
import { createDingtalkChannel } from '../../src/channels/dingtalk/index.ts';
import { createWecomChannel } from '../../src/channels/wecom/index.ts';
import { branchSchema } from '../../src/core/branch.ts';
import type { Channel } from '../../src/core/channel.ts';
import type { Media, ReplyHandle } from '../../src/core/message.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import { memoryPhotos } from '../../src/store/photos/index.ts';
import { hostileAddresses } from '../support/hostile-addresses.ts';

let connections = 0;
const canary = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
await new Promise<void>((resolve) => canary.listen(0, '::', resolve));
const { port } = canary.address() as { port: number };

const attempts: string[] = [];
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (this: Socket, ...args: Parameters<typeof connect>) {
  attempts.push(JSON.stringify(args[0]));
  return connect.apply(this, args);
} as typeof connect;
const lookups: string[] = [];
const lookup = dns.lookup;
dns.lookup = ((name: string, ...rest: unknown[]) => {
  lookups.push(name);
  return Reflect.apply(lookup, dns, [name, ...rest]);
}) as typeof lookup;

const parts = {
  clock: { now: Date.now },
  faults: { report() {}, clear() {} },
  limiter: { take: async () => null, block() {} },
  branch: { current: () => branchSchema.parse({}) },
  photos: memoryPhotos(),
  // Whatever passes the name's rule leads back to this machine.
  resolve: async () => ['127.0.0.1', '::1', '169.254.169.254'],
};
const channels: Record<'wecom' | 'dingtalk', Channel> = {
  wecom: createWecomChannel({
    ...parts,
    apiBase: 'https://qyapi.weixin.qq.com',
    aibot: { encodingAesKey: 'k7Jm2QxVb9TrYc4LwNz8HdPs6FgAe3UiXo5CvBt1RqE', hasLongConnection: false },
    app: null,
    link: null,
  }),
  dingtalk: createDingtalkChannel({
    ...parts,
    quotas: { count() {}, usedShare: () => 0 },
    apiBase: 'https://api.dingtalk.com',
    oapiBase: 'https://oapi.dingtalk.com',
    clientId: 'ding',
    clientSecret: 'secret',
    robotCode: 'ding',
    cardTemplateId: null,
    cardCallback: 'STREAM',
    hasButtonLinks: false,
  }),
};

const said: string[] = [];
let offered = 0;
for (const address of hostileAddresses.map((each) => each.replaceAll('PORT', String(port)))) {
  for (const [name, kind, via] of [
    ['wecom', 'response_url', 'wecom_url'],
    ['dingtalk', 'session_webhook', 'wecom_url'],
  ] as const) {
    const handle: ReplyHandle = { kind, url: address, expiresAt: Date.now() + 60_000 };
    // To an outsider of the platform, whom no other way reaches.
    const outgoing: Outgoing = {
      channel: name,
      to: { kind: 'direct', account: name === 'dingtalk' ? 'dingtalk:corp:outsider' : 'wecom:nobody' },
      text: '好',
      mentions: [],
      buttons: [],
    };
    const delivery = await channels[name].deliver({ id: 1, outgoing, replyHandles: [handle], lastReason: null }, Date.now());
    if (delivery.kind === 'sent' || delivery.kind === 'accepted') said.push(address);
    const media: Media = { kind: 'photo', via, reference: address, name: null };
    if ((await channels[name].fetchMedia(media)).kind === 'fetched') said.push(address);
    offered += 2;
  }
}
canary.close();
console.log(JSON.stringify({ offered, connections, attempts, lookups, said }));
process.exit(0);
