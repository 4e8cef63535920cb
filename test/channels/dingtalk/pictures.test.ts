import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { type Bench, createBench, NOW, OAPI, sending, toGao } from './parts.ts';
import { CUT, onBatchSend, onToken, paramOf, TAKEN, useNock } from './wire.ts';

useNock();

const photos = {
  put: async () => '',
  get: async (digest: string) => (digest === 'lost' ? undefined : Buffer.from([0xff, 0xd8, 0xff])),
  remove: async () => {},
};
const bench = () => createBench({ photos });
const deliver = ({ channel }: Bench, digests: string[], lastReason: string | null = null) =>
  channel.deliver(sending(toGao({ photos: digests }), { lastReason }), NOW);
const onUpload = (status: number, body: nock.Body) =>
  nock(OAPI).post('/media/upload?access_token=t1&type=image').reply(status, body);
const accepted = { kind: 'accepted', via: 'batch_send' };

describe('pictures to one person', () => {
  it('go behind the words, each uploaded once', async () => {
    const parts = bench();
    onToken();
    onUpload(200, { errcode: 0, media_id: '@maple1' });
    const posted = onBatchSend(TAKEN, TAKEN, TAKEN, TAKEN);
    expect(await deliver(parts, ['d1'])).toEqual(accepted);
    expect(await deliver(parts, ['d1'])).toEqual(accepted);
    expect(posted.map((body) => [body.msgKey, paramOf(body)])).toEqual(
      [1, 2].flatMap(() => [
        ['sampleText', { content: '已签到' }],
        ['sampleImageMsg', { photoURL: '@maple1' }],
      ]),
    );
    expect(parts.counted).toEqual({ dingtalk_calls: 5 });
  });

  it.each([
    ['gone', ['lost'], undefined],
    ['refused', ['d1'], [200, { errcode: 40035 }]],
    ['without an id', ['d1'], [200, { errcode: 0 }]],
  ] as [string, string[], [number, object] | undefined][])(
    'that are %s leave the words standing',
    async (_why, digests, answer) => {
      onToken();
      onBatchSend(TAKEN);
      if (answer) onUpload(...answer);
      expect(await deliver(bench(), digests)).toEqual(accepted);
    },
  );

  it('are tried once more, without the words', async () => {
    const parts = bench();
    onToken();
    const posted = onBatchSend(TAKEN, CUT, TAKEN);
    onUpload(200, { errcode: 0, media_id: '@maple1' });
    expect(await deliver(parts, ['d1'])).toEqual({ kind: 'retry', reason: 'picture?http_200_step1' });
    expect(await deliver(parts, ['d1'], 'picture?http_200_step1')).toEqual(accepted);
    expect(posted.map(({ msgKey }) => msgKey)).toEqual(['sampleText', 'sampleImageMsg', 'sampleImageMsg']);
  });

  it('that may have been uploaded are uploaded once more, and nobody sees one twice for that', async () => {
    const parts = bench();
    onToken();
    const posted = onBatchSend(TAKEN, CUT);
    onUpload(502, '<html>');
    const first = await deliver(parts, ['d1']);
    expect(first).toEqual({ kind: 'retry', reason: 'upload_http_502_step1' });
    onUpload(200, { errcode: 0, media_id: '@maple1' });
    expect(await deliver(parts, ['d1'], 'upload_http_502_step1')).toEqual({ kind: 'accepted', via: 'earlier_step' });
    expect(posted.map(({ msgKey }) => msgKey)).toEqual(['sampleText', 'sampleImageMsg']);
  });

  it('that take long leave half a minute at a time, each once, and what was not tried yet has all its tries', async () => {
    const slow = (digest: string) => {
      parts.time.now += 16_000;
      return photos.get(digest);
    };
    const parts = createBench({ photos: { ...photos, get: slow } });
    onToken();
    for (const id of [1, 2, 3]) onUpload(200, { errcode: 0, media_id: `@maple${id}` });
    const posted = onBatchSend(TAKEN, TAKEN, TAKEN, CUT, TAKEN);
    const paused = await deliver(parts, ['d1', 'd2', 'd3']);
    expect(paused).toEqual({ kind: 'wait', until: NOW + 32_000, reason: 'paused_step3' });
    expect(posted).toHaveLength(3);
    expect(await deliver(parts, ['d1', 'd2', 'd3'], 'paused_step3')).toEqual({ kind: 'retry', reason: 'picture?http_200_step3' });
    expect(await deliver(parts, ['d1', 'd2', 'd3'], 'picture?http_200_step3')).toEqual(accepted);
    const shown = posted.map((body) => (paramOf(body) as { photoURL?: string }).photoURL ?? 'words');
    expect(shown).toEqual(['words', '@maple1', '@maple2', '@maple3', '@maple3']);
  });

  it('are not tried for ever', async () => {
    const parts = bench();
    onToken();
    onBatchSend(TAKEN);
    onUpload(503, '');
    onUpload(503, '');
    expect(await deliver(parts, ['d1'])).toMatchObject({ kind: 'wait', reason: 'upload_http_503_step1' });
    expect(await deliver(parts, ['d1'], 'upload_http_503_step1')).toEqual({ kind: 'accepted', via: 'earlier_step' });
  });
});
