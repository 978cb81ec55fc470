'use server';

import { getLocale, getTranslations } from 'next-intl/server';
import type { FormState, MistakeCode } from '@/components/admin/form-state';
import { mailTrustee } from '@/lib/rounds/invitations';
import { addMixer, inviteMixer, removeMixer } from '@/lib/rounds/mixers';
import { MixerInput, ThresholdInput, TrusteeInput } from '@/lib/rounds/schema';
import { addTrustee, removeTrustee, setThreshold, startCeremony } from '@/lib/rounds/trustees';
import type { Actor } from '@/lib/server/audit';
import { deps } from '@/lib/server/deps';
import { getTallyState } from '@/lib/tally/queries';
import { staffPage } from '../../../staff/addresses';
import { mailLocale } from '../../../staff/mail-locale';
import { administrator } from '../../acting';
import { contestMistake } from '../../contest-mistake';
import { mistakesOf, refused, typedIn } from '../../form';
import { showChange } from './show-change';

/** Words a mail to a trustee in their language, or in the administrator's until it is known. */
async function writeTo(
  actor: Actor,
  trusteeId: string,
  kind: 'invite' | 'remind',
  words: 'invitation' | 'ceremony' | 'reminder',
) {
  const page = await getLocale();
  return mailTrustee(deps(), actor, trusteeId, kind, async (preferred, invitation) => {
    const locale = mailLocale(preferred, page);
    const t = await getTranslations({ locale, namespace: `Staff.${words}` });
    const url = staffPage(locale, '/staff');
    return { subject: t('subject', invitation), body: t('body', { ...invitation, url }) };
  });
}

const mistake = (state: FormState, code: MistakeCode) => refused(state, {}, [{ field: '', code }]);

export async function addTrusteeAction(contestId: string, state: FormState, data: FormData): Promise<FormState> {
  const actor = await administrator();
  const typed = typedIn(data);
  const input = TrusteeInput.safeParse(typed);
  if (!input.success) return refused(state, typed, mistakesOf(input.error));
  const added = await addTrustee(deps(), actor, contestId, input.data);
  if (!added.ok) return refused(state, typed, [contestMistake(added.error, 'email')]);
  await writeTo(actor, added.value.id, 'invite', 'invitation');
  return showChange(state);
}

export async function inviteTrusteeAction(trusteeId: string, state: FormState): Promise<FormState> {
  const invited = await writeTo(await administrator(), trusteeId, 'invite', 'invitation');
  return invited.ok ? showChange(state) : mistake(state, 'not_found');
}

export async function remindTrusteeAction(trusteeId: string, state: FormState): Promise<FormState> {
  const reminded = await writeTo(await administrator(), trusteeId, 'remind', 'reminder');
  return reminded.ok ? showChange(state) : mistake(state, 'not_found');
}

export async function removeTrusteeAction(trusteeId: string, state: FormState): Promise<FormState> {
  const removed = await removeTrustee(deps(), await administrator(), trusteeId);
  return removed.ok ? showChange(state) : refused(state, {}, [contestMistake(removed.error)]);
}

export async function setThresholdAction(contestId: string, state: FormState, data: FormData): Promise<FormState> {
  const actor = await administrator();
  const typed = typedIn(data);
  const input = ThresholdInput.safeParse(typed);
  if (!input.success) return refused(state, typed, mistakesOf(input.error));
  const set = await setThreshold(deps(), actor, contestId, input.data);
  return set.ok ? showChange(state) : refused(state, typed, [contestMistake(set.error)]);
}

/** Starts the key ceremony, or starts it again under a new id, and tells every trustee. */
export async function startCeremonyAction(contestId: string, state: FormState): Promise<FormState> {
  const actor = await administrator();
  const started = await startCeremony(deps(), actor, contestId);
  if (!started.ok) {
    const { error } = started;
    const isOurs = error.code === 'too_few_trustees' || error.code === 'threshold_missing';
    return isOurs ? mistake(state, error.code) : refused(state, {}, [contestMistake(error)]);
  }
  for (const { id } of (await getTallyState(deps(), contestId))?.trustees ?? []) {
    await writeTo(actor, id, 'invite', 'ceremony');
  }
  return showChange(state);
}

async function sendLink(actor: Actor, mixerId: string) {
  const page = await getLocale();
  return inviteMixer(deps(), actor, mixerId, async (_preferred, { link, ...invitation }) => {
    const t = await getTranslations({ locale: page, namespace: 'Staff.mixer' });
    // Behind the hash, so that no server's log ever holds it.
    const url = `${staffPage(page, '/mixer')}#${link}`;
    return { subject: t('subject', invitation), body: t('body', { ...invitation, url }) };
  });
}

export async function addMixerAction(contestId: string, state: FormState, data: FormData): Promise<FormState> {
  const actor = await administrator();
  const typed = typedIn(data);
  const input = MixerInput.safeParse(typed);
  if (!input.success) return refused(state, typed, mistakesOf(input.error));
  const added = await addMixer(deps(), actor, contestId, input.data);
  if (!added.ok) return refused(state, typed, [contestMistake(added.error, 'kind')]);
  if (input.data.kind === 'outsider') await sendLink(actor, added.value.id);
  return showChange(state);
}

export async function inviteMixerAction(mixerId: string, state: FormState): Promise<FormState> {
  const sent = await sendLink(await administrator(), mixerId);
  return sent.ok ? showChange(state) : mistake(state, 'not_found');
}

export async function removeMixerAction(mixerId: string, state: FormState): Promise<FormState> {
  const removed = await removeMixer(deps(), await administrator(), mixerId);
  return removed.ok ? showChange(state) : refused(state, {}, [contestMistake(removed.error)]);
}
