'use server';

import { getLocale } from 'next-intl/server';
import type { FormState } from '@/components/admin/form-state';
import { redirect } from '@/i18n/navigation';
import { setCalendar } from '@/lib/rounds/calendar';
import { getCity } from '@/lib/rounds/queries';
import { CalendarInput, ContestInput, EnvelopeInput, PHASE_KINDS, RoundInput } from '@/lib/rounds/schema';
import { createContest, createEnvelope, createRound } from '@/lib/rounds/service';
import { deps } from '@/lib/server/deps';
import { administrator } from '../acting';
import { contestMistake } from '../contest-mistake';
import { mistakesOf, refused, typedIn } from '../form';

const goTo = async (href: string) => redirect({ href, locale: await getLocale() });

export async function createRoundAction(state: FormState, data: FormData): Promise<FormState> {
  const actor = await administrator();
  const typed = typedIn(data);
  const input = RoundInput.safeParse(typed);
  if (!input.success) return refused(state, typed, mistakesOf(input.error));
  const round = await createRound(deps(), actor, input.data);
  if (!round.ok) return refused(state, typed, [{ field: 'slug', code: 'name_taken' }]);
  return goTo(`/admin/rounds/${round.value.slug}`);
}

type Place = { id: string; slug: string };

export async function createEnvelopeAction(round: Place, state: FormState, data: FormData): Promise<FormState> {
  const actor = await administrator();
  const typed = typedIn(data);
  const { currencyExponent } = await getCity(deps());
  const input = EnvelopeInput(currencyExponent).safeParse(typed);
  if (!input.success) return refused(state, typed, mistakesOf(input.error));
  const envelope = await createEnvelope(deps(), actor, round.id, input.data);
  if (!envelope.ok) return refused(state, typed, [{ field: '', code: 'not_found' }]);
  return goTo(`/admin/rounds/${round.slug}`);
}

export async function setCalendarAction(round: Place, state: FormState, data: FormData): Promise<FormState> {
  const actor = await administrator();
  const typed = typedIn(data);
  const { timeZone } = await getCity(deps());
  const phases = PHASE_KINDS.map((kind) => [
    kind,
    { startsAt: typed[`${kind}-startsAt`] ?? '', endsAt: typed[`${kind}-endsAt`] ?? '' },
  ]);
  const input = CalendarInput(timeZone).safeParse(Object.fromEntries(phases));
  if (!input.success) return refused(state, typed, mistakesOf(input.error));
  const set = await setCalendar(deps(), actor, round.id, input.data);
  if (!set.ok) return refused(state, typed, [{ field: '', code: 'not_found' }]);
  return goTo(`/admin/rounds/${round.slug}`);
}

export async function createContestAction(envelopeId: string, state: FormState, data: FormData): Promise<FormState> {
  const actor = await administrator();
  const typed = typedIn(data);
  const { timeZone } = await getCity(deps());
  const input = ContestInput(timeZone).safeParse(typed);
  if (!input.success) return refused(state, typed, mistakesOf(input.error));
  const contest = await createContest(deps(), actor, envelopeId, input.data);
  if (!contest.ok) return refused(state, typed, [contestMistake(contest.error)]);
  return goTo(`/admin/contests/${contest.value.slug}`);
}
