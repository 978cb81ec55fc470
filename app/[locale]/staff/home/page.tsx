import { getLocale } from 'next-intl/server';
import { redirect } from '@/i18n/navigation';
import { currentUser } from '@/lib/server/auth';

/** Sends everybody to where they work; whoever is not signed in, to where they can. */
export default async function StaffHomePage() {
  const roles = (await currentUser())?.roles;
  const locale = await getLocale();
  if (!roles) return redirect({ href: '/staff', locale });
  if (roles.includes('administrator')) return redirect({ href: '/admin', locale });
  return redirect({ href: roles.includes('trustee') ? '/trustee' : '/', locale });
}
