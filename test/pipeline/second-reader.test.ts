// What the language model is told by the pipeline, and what it never is.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Frame } from '../../src/core/intent.ts';
import type { AdviceRequest, Advise, UnderstandingContext } from '../../src/core/understanding.ts';
import { createSecondReader } from '../../src/pipeline/second-reader.ts';
import { advice, candidatesOf, checkIn, doubter, points } from '../support/model-bot.ts';
import { BENCH_START, type ModelServer, modelAt, startModelServer } from '../support/model-server.ts';
import { readProjectFile } from '../support/source.ts';

const prompt = readProjectFile('prompts/understand.md');
const people = [{ name: '张伟' }, { name: '王建国' }];

let server: ModelServer;
let advise: Advise;
const candidates = vi.fn(candidatesOf(doubter));
beforeEach(async () => {
  server = await startModelServer(advice(['check_in', { kind: 'volunteer', hours: 2, on_behalf_of: '〔人1〕' }]));
  candidates.mockClear();
  advise = createSecondReader({ model: modelAt(server).model, prompt, candidates });
});
afterEach(() => server.close());

function request(text: string, over: Partial<AdviceRequest> & { quoted?: string } = {}): AdviceRequest {
  const { quoted = null, ...rest } = over;
  const context: UnderstandingContext = {
    now: BENCH_START,
    role: 'member',
    activities: [],
    quoted,
    hasPhoto: false,
    tickets: [],
  };
  const asker = { member: 'simulator:zhou', conversation: 'simulator/group/g1' };
  return { text, context, frames: [{ ...checkIn, alternative: points }], asker, people, ...rest };
}
const question = () => server.asked[0]?.body.messages[1]?.content ?? '';

test('the candidates go with the words, the people of the branch do not', async () => {
  const frames = await advise(request('搬砖两小时，替张伟记', { quoted: '王建国也在' }));
  expect(question()).toContain('<candidates>check_in 0.50, query_points 0.40</candidates>');
  expect(question()).toContain('<said>搬砖两小时,替〔人1〕记</said>');
  expect(question()).toContain('<quoted>〔人2〕也在</quoted>');
  expect(server.asked[0]?.raw).not.toMatch(/张伟|王建国|zhou|g1/);
  expect(frames).toEqual([{ intent: 'check_in', slots: { kind: 'volunteer', hours: 2, on_behalf_of: '张伟' } }]);
});

test('each branch has people of its own', async () => {
  await advise(request('搬砖两小时，替陈大明记', { people: [{ name: '陈大明' }] }));
  await advise(request('搬砖两小时，替王建国记'));
  expect(server.asked.map(({ raw }) => raw).join()).not.toMatch(/陈大明|王建国/);
});

test('what may be an appeal or a registration stays in the house, quoted or said', async () => {
  expect(await advise(request('委屈得很'))).toBeNull();
  expect(await advise(request('组织在哪'))).toBeNull();
  expect(await advise(request('搬砖两小时', { quoted: '委屈得很' }))).toBeNull();
  expect(candidates).toHaveBeenCalledWith('委屈得很', expect.objectContaining({ quoted: null }));
  expect(server.asked).toHaveLength(0);
  expect(await advise(request('搬砖两小时', { quoted: '签到' }))).not.toBeNull();
});

test('an hour is taken only where it was said', async () => {
  const at = '2026-11-19T20:00:00+08:00';
  server.answers(advice(['check_in', { kind: 'volunteer', at }]));
  const slotsOf = async (text: string) => ((await advise(request(text))) as Frame[])[0]?.slots;
  expect(await slotsOf('搬砖，昨晚八点的')).toEqual({ kind: 'volunteer', at });
  expect(await slotsOf('搬砖，昨晚的')).toEqual({ kind: 'volunteer' });
  expect(await slotsOf('搬砖，昨晚九点的')).toEqual({ kind: 'volunteer' });
  expect(await slotsOf('搬砖')).toEqual({ kind: 'volunteer' });
});

test('a prompt without its places is refused at the start', () => {
  const { model } = modelAt(server);
  expect(() => createSecondReader({ model, prompt: '你好', candidates })).toThrow(expect.objectContaining({ code: 'config' }));
});
