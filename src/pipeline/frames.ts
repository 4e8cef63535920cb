import { z } from 'zod';
import { type Frame, intentNames } from '../core/intent.ts';

/** A frame as it is kept: one reading, without the other. */
export const frameSchema: z.ZodType<Frame> = z.object({
  intent: z.enum(intentNames),
  slots: z.record(z.string(), z.unknown()),
});

/** As many as a message may ask for. */
export const framesSchema = z.array(frameSchema).min(1).max(4);

export const SMALLTALK: Frame = { intent: 'smalltalk', slots: {} };

export const plain = ({ intent, slots }: Frame): Frame => ({ intent, slots });

export const isRequest = ({ intent }: Frame) => intent !== 'smalltalk';

/** Makes a record that a place, a photo or another word may still be added to. */
export const isReport = ({ intent }: Frame) => intent === 'report_hazard' || intent === 'raise_appeal';

export const isUrgent = ({ intent, slots }: Frame) => intent === 'report_hazard' && slots.urgent === true;
