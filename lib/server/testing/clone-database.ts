import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { TEMPLATE } from './postgres';

// Runs before each test file: gives it a fresh copy of the migrated database, named in DATABASE_URL.
const adminUrl = inject('adminUrl');
const name = `test_${randomUUID().replaceAll('-', '')}`;
const admin = new pg.Client(adminUrl);
await admin.connect();
// A template can be copied by one session at a time.
await admin.query('select pg_advisory_lock(42)');
await admin.query(`create database ${name} template ${TEMPLATE}`);
await admin.end();
const url = new URL(adminUrl);
url.pathname = `/${name}`;
process.env.DATABASE_URL = url.href;
