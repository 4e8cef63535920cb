import { type Expression, type SqlBool, sql } from 'kysely';

/** Compared letter by letter: a prefix may hold letters that `like` reads otherwise, and a collation orders as it pleases. */
export function beginsWith(column: string, prefix: string): Expression<SqlBool> {
  return sql<SqlBool>`substr(${sql.ref(column)}, 1, length(${prefix})) = ${prefix}`;
}
