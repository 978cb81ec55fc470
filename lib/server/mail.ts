import { createTransport } from 'nodemailer';
import type { Db } from './db';
import { environment } from './env';

export type MailText = { recipient: string; subject: string; body: string };

/**
 * Queues a mail and sends it. Without a mail server (development, demo) it stays in the on-screen outbox. Of a mail that
 * was sent only the fact is kept: its text may hold a sign-in link.
 */
export async function sendMail(db: Db, mail: MailText): Promise<void> {
  const { id } = await db.mail.create({ data: mail, select: { id: true } });
  const { SMTP_URL, MAIL_FROM } = environment();
  if (!SMTP_URL) return;
  const { recipient: to, subject, body: text } = mail;
  await createTransport(SMTP_URL).sendMail({ from: MAIL_FROM, to, subject, text });
  await db.mail.update({ where: { id }, data: { sentAt: new Date(), body: '' } });
}

/** The outbox, newest first: only where no mail leaves the machine. */
export async function listOutbox(
  db: Db,
): Promise<{ id: string; recipient: string; subject: string; body: string; createdAt: Date }[] | null> {
  if (environment().LARGO_MODE === 'production') return null;
  return db.mail.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 50,
    select: { id: true, recipient: true, subject: true, body: true, createdAt: true },
  });
}
