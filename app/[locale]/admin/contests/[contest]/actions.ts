'use server';

import { getLocale } from 'next-intl/server';
import type { FormState } from '@/components/admin/form-state';
import { redirect } from '@/i18n/navigation';
import { getCity } from '@/lib/rounds/queries';
import { ContestInput, ProjectInput } from '@/lib/rounds/schema';
import { addProject, removeProject, updateContest } from '@/lib/rounds/service';
import { deps } from '@/lib/server/deps';
import { finishCount } from '@/lib/tally/count';
import { closeContest, openContest } from '@/lib/voting/service';
import { administrator } from '../../acting';
import { contestMistake } from '../../contest-mistake';
import { mistakesOf, refused, typedIn } from '../../form';
import { showChange } from './show-change';

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
