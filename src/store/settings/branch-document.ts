// The branch's settings, `branch.json`.
import { type Branch, branchSchema } from '../../core/branch.ts';
import { type Fault, onceEach, type Reading, type Reasons, readBytes, type SettingsDocument } from './document.ts';

export type { Fault } from './document.ts';

export const branchDocument: SettingsDocument<Branch> = {
  name: 'branch',
  schema: branchSchema,
  defaults: () => branchSchema.parse({}),
  isEssential: true,
  /** One id for two people or groups, or one account for two people, would mix up their records. */
  faultsOf(branch, lineOf) {
    const check = onceEach(lineOf);
    return [
      ...branch.groups.flatMap((group, index) => check(`group ${group.channel}`, group.id, `groups[${index}].id`)),
      ...branch.people.flatMap((person, index) => [
        ...check('person', person.id, `people[${index}].id`),
        // WeCom ignores the case of user ids.
        ...check('wecom', person.wecom?.toLowerCase(), `people[${index}].wecom`),
        ...check('dingtalk', person.dingtalk, `people[${index}].dingtalk`),
        ...check('simulator', person.simulator, `people[${index}].simulator`),
      ]),
    ];
  },
};

export type BranchReading = { kind: 'good'; branch: Branch } | { kind: 'broken'; faults: Fault[] };

export const asBranch = (reading: Reading<Branch>): BranchReading =>
  reading.kind === 'good' ? { kind: 'good', branch: reading.value } : reading;

/** Reads the text of `branch.json`; see `readBytes`. */
export const readBranchBytes = (bytes: Uint8Array, reasons?: Reasons): BranchReading =>
  asBranch(readBytes(branchDocument, bytes, reasons));
