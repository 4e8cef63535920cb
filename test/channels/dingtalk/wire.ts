import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { API, OAPI } from './parts.ts';

type Body = Record<string, unknown> & { msgParam?: string };
type Answer = [status: number, body: nock.Body] | Error;

const SESSION = '/robot/sendBySession?session=maple';
export const SESSION_URL = OAPI + SESSION;

/** No test of the file reaches a network. */
export function useNock(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
  });
  // The platform is there for whoever looks.
  beforeEach(() => {
    for (const base of [API, OAPI]) nock(base).persist().get('/').optionally().reply(404);
  });
  afterEach(() => nock.cleanAll());
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}

/** Answers the calls to a path one after the other; what was posted and answered is kept. */
function answers(base: string, path: string | RegExp, answersInTurn: Answer[]): Body[] {
  const posted: Body[] = [];
  for (const answer of answersInTurn) {
    const call = nock(base).post(path);
    if (answer instanceof Error) call.replyWithError(answer);
    else
      call.reply(async (request: Request) => {
        posted.push((await request.json()) as Body);
        return answer;
      });
  }
  return posted;
}

export const onSession = (...inTurn: Answer[]) => answers(OAPI, SESSION, inTurn);
export const onGroupWebhook = (...inTurn: Answer[]) => answers(OAPI, /^\/robot\/send\?/, inTurn);
export const onGroupSend = (...inTurn: Answer[]) => answers(API, '/v1.0/robot/groupMessages/send', inTurn);
export const onBatchSend = (...inTurn: Answer[]) => answers(API, '/v1.0/robot/oToMessages/batchSend', inTurn);
export const onCard = (...inTurn: Answer[]) => answers(API, '/v1.0/card/instances/createAndDeliver', inTurn);

export const onToken = (token = 't1') =>
  answers(API, '/v1.0/oauth2/accessToken', [[200, { accessToken: token, expireIn: 7_200 }]]);

export const DONE: Answer = [200, { errcode: 0, errmsg: 'ok' }];
export const TAKEN: Answer = [200, { processQueryKey: 'k' }];

/** Something left, and what came back cannot be read. */
export const CUT: Answer = [200, '{"cut'];

/** An error of the network's, by its code. */
export const networkError = (code: string): Error => Object.assign(new Error(code), { code });

/** What a robot's call says. */
export const paramOf = (body: Body | undefined): unknown => JSON.parse(body?.msgParam ?? 'null');
