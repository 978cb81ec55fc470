import * as z from 'zod';
import { err, ok, type Result } from '@/lib/result';
import { audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';

const isTimeZone = (name: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};
/** Minor digits of an ISO 4217 currency as the platform knows them: BRL 2, JPY 0, KWD 3. */
const exponentOf = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

const SetupInput = z.object({
  city: z.string().trim().min(2, 'the city needs a name').max(200),
  currency: z.string().regex(/^[A-Z]{3}$/, 'the currency is three capital letters (ISO 4217)'),
  timeZone: z.string().refine(isTimeZone, 'the time zone is not known (example: America/Sao_Paulo)'),
  name: z.string().trim().min(2, 'the administrator needs a name').max(200),
  email: z.email('the e-mail address is not one').max(200).toLowerCase(),
});

/** The city of a new deployment and its first administrator; on a city that exists, one more administrator. */
export async function setUpCity(
  deps: Deps,
  input: Partial<z.input<typeof SetupInput>>,
): Promise<Result<{ isNewCity: boolean }, { message: string }>> {
  const parsed = SetupInput.safeParse(input);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return err({ message: `Something is missing or not right.\n${faults.join('\n')}` });
  }
  const { city, currency, timeZone, name, email } = parsed.data;
  return deps.db.$transaction(async (tx) => {
    // Two runs at once must not make two cities: a deployment serves one.
    await tx.$executeRaw`lock table city.city in share row exclusive mode`;
    const isNewCity = (await tx.city.count()) === 0;
    const fields = {
      name: city,
      currency,
      currencyExponent: exponentOf(currency),
      languages: ['en', 'pt-BR'],
      timeZone,
    };
    if (isNewCity) await tx.city.create({ data: fields });
    const { id: userId } = await tx.user.upsert({
      where: { email },
      create: { email, name },
      update: {},
      select: { id: true },
    });
    const grant = { userId, role: 'administrator' as const };
    await tx.roleGrant.upsert({ where: { userId_role: grant }, create: grant, update: {} });
    const entry = { action: 'administrator.name', subject: `user:${userId}`, detail: { isNewCity } };
    await audit(tx, deps.now(), { id: null, role: 'system' }, entry);
    return ok({ isNewCity });
  });
}
