import { PrismaPg } from '@prisma/adapter-pg';
import { environment } from './env';
import { PrismaClient } from './generated/prisma/client';

export type Db = PrismaClient;
/** A client inside a transaction. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

export const connect = (url: string, poolSize = 20): Db =>
  new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: poolSize }),
    // In a rush people wait for a connection instead of getting an error; the library's own limits are 2 and 5 seconds.
    transactionOptions: { maxWait: 20_000, timeout: 30_000 },
  });

const kept = globalThis as unknown as { largoDb?: Db };

/** The process's one client; kept across hot reloads. */
export function db(): Db {
  kept.largoDb ??= connect(environment().DATABASE_URL);
  return kept.largoDb;
}
