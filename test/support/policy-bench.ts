// The bench of appeals with a few documents, for questions about rules.
import type { Citation } from '../../src/core/knowledge.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import { type AppealBench, type AppealBenchOptions, appealBench } from './appeal-bench.ts';
import { fakeKnowledge } from './fake-knowledge.ts';

/** @param region where the branch is */
export async function policyBench(options: AppealBenchOptions = {}, region: string | null = null): Promise<AppealBench> {
  const bench = await appealBench(options);
  const branch = { ...bench.services.branch.current(), region };
  Object.assign(bench.services, { knowledge: fakeKnowledge(), branch: { current: () => branch } });
  return bench;
}

export const citationsIn = (all: readonly Outgoing[]): Citation[] => all.flatMap(({ citations = [] }) => citations);

export const UNKNOWN = '我这儿的文件没写这个，不敢乱说。回“找人工”我帮你问。';
/** In none of the documents. */
export const CANTEEN = '公司食堂有没有规定归谁管';
