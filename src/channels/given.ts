// Platforms write null or nothing into the fields they do not fill, and now and then change the type of one: what the bot can do without
// must not cost it the message.
import { z } from 'zod';

/** None where it is null; anything else that cannot be read refuses the whole. */
export const given = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined);

/** None where it is null, empty or not there; anything else that cannot be read refuses the whole: somebody is named there. */
export const givenId = <Schema extends z.ZodType<string>>(schema: Schema) =>
  z
    .literal('')
    .nullish()
    .or(schema)
    .transform((value) => value || undefined);

/** None where it cannot be read, whatever it is. */
export const readable = <Schema extends z.ZodType>(schema: Schema) => given(schema).catch(undefined);
