'use server';

import { revalidatePath } from 'next/cache';
import { getLocale, getTranslations } from 'next-intl/server';
import type { FormState } from '@/components/admin/form-state';
import { redirect } from '@/i18n/navigation';
import { inviteTrustee } from '@/lib/rounds/invitations';
import { getCity } from '@/lib/rounds/queries';
import { ContestInput, ProjectInput, TrusteeInput } from '@/lib/rounds/schema';
import { addProject, addTrustee, removeProject, removeTrustee, updateContest } from '@/lib/rounds/service';
import type { Actor } from '@/lib/server/audit';
import { deps } from '@/lib/server/deps';
import { finishCount } from '@/lib/tally/count';
import { closeContest, openContest } from '@/lib/voting/service';
import { staffPage } from '../../../staff/addresses';
import { mailLocale } from '../../../staff/mail-locale';
import { administrator } from '../../acting';
import { contestMistake } from '../../contest-mistake';
import { carriedOut, mistakesOf, refused, typedIn } from '../../form';

function showChange(state: FormState): FormState {
  revalidatePath('/[locale]/admin', 'layout');
  return carriedOut(state);
}

export async function updateContestAction(contestId: string, state: FormState, data: FormData): Promise<FormState> {
  const actor = await administrator();
  const typed = typedIn(data);
  const { timeZone } = await getCity(deps());
  const input = ContestInput(timeZone).safeParse(typed);
  if (!input.success) return refused(state, typed, mistakesOf(input.error));
  const changed = await updateContest(deps(), actor, contestId, input.data);
  if (!changed.ok) return refused(state, typed, [contestMistake(changed.error)]);
  return redirect({ href: `/admin/contests/${changed.value.slug}`, locale: await getLocale() });
}

export async function addProjectAction(contestId: string, state: FormState, data: FormData): Promise<FormState> {
  const actor = await administrator();
  const typed = typedIn(data);
  const { currencyExponent } = await getCity(deps());
  const input = ProjectInput(currencyExponent).safeParse(typed);
  if (!input.success) return refused(state, typed, mistakesOf(input.error));
  const added = await addProject(deps(), actor, contestId, input.data);
  return added.ok ? showChange(state) : refused(state, typed, [contestMistake(added.error, 'code')]);
}

export async function removeProjectAction(projectId: string, state: FormState): Promise<FormState> {
  const removed = await removeProject(deps(), await administrator(), projectId);
  return removed.ok ? showChange(state) : refused(state, {}, [contestMistake(removed.error)]);
}

/** Words the invitation in the trustee's language, or in the administrator's until it is known. */
async function invite(actor: Actor, trusteeId: string) {
  const page = await getLocale();
  return inviteTrustee(deps(), actor, trusteeId, async (preferred, invitation) => {
    const locale = mailLocale(preferred, page);
    const t = await getTranslations({ locale, namespace: 'Staff.invitation' });
    const url = staffPage(locale, '/staff');
    return { subject: t('subject', invitation), body: t('body', { ...invitation, url }) };
  });
}

export async function addTrusteeAction(contestId: string, state: FormState, data: FormData): Promise<FormState> {
  const actor = await administrator();
  const typed = typedIn(data);
  const input = TrusteeInput.safeParse(typed);
  if (!input.success) return refused(state, typed, mistakesOf(input.error));
  const added = await addTrustee(deps(), actor, contestId, input.data);
  if (!added.ok) return refused(state, typed, [contestMistake(added.error, 'email')]);
  await invite(actor, added.value.id);
  return showChange(state);
}

export async function inviteTrusteeAction(trusteeId: string, state: FormState): Promise<FormState> {
  const invited = await invite(await administrator(), trusteeId);
  return invited.ok ? showChange(state) : refused(state, {}, [{ field: '', code: 'not_found' }]);
}

export async function removeTrusteeAction(trusteeId: string, state: FormState): Promise<FormState> {
  const removed = await removeTrustee(deps(), await administrator(), trusteeId);
  return removed.ok ? showChange(state) : refused(state, {}, [contestMistake(removed.error)]);
}

export async function openContestAction(contestId: string, state: FormState): Promise<FormState> {
  const opened = await openContest(deps(), await administrator(), contestId);
  return opened.ok ? showChange(state) : refused(state, {}, [{ field: '', code: opened.error.code }]);
}

export async function closeContestAction(contestId: string, state: FormState): Promise<FormState> {
  const closed = await closeContest(deps(), await administrator(), contestId);
  return closed.ok ? showChange(state) : refused(state, {}, [{ field: '', code: closed.error.code }]);
}

export async function countNowAction(contestId: string, state: FormState): Promise<FormState> {
  await administrator();
  const counted = await finishCount(deps(), contestId);
  if (counted.ok) return showChange(state);
  const { error } = counted;
  if (error.code !== 'verification_failed') return refused(state, {}, [{ field: '', code: error.code }]);
  return refused(state, {}, [{ field: '', code: error.code, detail: `${error.check}: ${error.message}` }]);
}
