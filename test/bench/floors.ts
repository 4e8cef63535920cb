// What the same request costs when nothing is stored, understood or done: the floors the server is measured beside.
import { createServer } from 'node:http';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import Koa from 'koa';
import getRawBody from 'raw-body';
import { secrets } from './traffic.ts';

const REPLY = JSON.stringify({ msgtype: 'stream', stream: { id: 'floor', finish: true, content: '签到记下了，20:05。' } });

function bareHttp() {
  return createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end('ok'));
  });
}

/** Koa with the platform library's own decrypt and a sealed reply. */
function bareKoa() {
  const app = new Koa();
  app.use(async (ctx) => {
    const body = await getRawBody(ctx.req, { limit: '1mb' });
    const { encrypt: sealed } = JSON.parse(body.toString()) as { encrypt: string };
    const { timestamp, nonce, msg_signature } = ctx.query as Record<string, string>;
    if (getSignature(secrets.token, timestamp!, nonce!, sealed) !== msg_signature) ctx.throw(401);
    JSON.parse(decrypt(secrets.aesKey, sealed).message);
    const answer = encrypt(secrets.aesKey, REPLY, '');
    const at = Math.floor(Date.now() / 1_000);
    ctx.type = 'text/plain';
    ctx.body = JSON.stringify({
      encrypt: answer,
      msgsignature: getSignature(secrets.token, at, nonce!, answer),
      timestamp: at,
      nonce,
    });
  });
  return createServer(app.callback());
}

const server = process.argv[2] === 'http' ? bareHttp() : bareKoa();
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` });
});
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
process.on('disconnect', () => process.exit(0));
