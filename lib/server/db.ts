import { PrismaPg } from '@prisma/adapter-pg';
import { environment } from './env';
import { PrismaClient } from './generated/prisma/client';

export type Db = PrismaClient;
/** A client inside a transaction. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

export const connect = (url: string, poolSize = 20): Db =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: poolSize }) });

const kept = globalThis as unknown as { largoDb?: Db };

/** The process's one client; kept across hot reloads. */
export function db(): Db {
  kept.largoDb ??= connect(environment().DATABASE_URL);
  return kept.largoDb;
}
