import { getTranslations } from 'next-intl/server';
import { ActButton } from '@/components/admin/act-button';
import { OutsideMixerForm, ServerMixerForm } from '@/components/admin/mixer-forms';
import { Disclosure } from '@/components/ui/disclosure';
import { RowBadge, RowItem, RowList } from '@/components/ui/row-list';
import type { ContestView } from '@/lib/rounds/queries';
import { addMixerAction, inviteMixerAction, removeMixerAction } from './trustee-actions';

type Mixer = ContestView['mixers'][number];

/** Who shuffles after the first two trustees. Nobody has to: two are enough. */
export async function MixersSection({ contest, city }: { contest: ContestView; city: { name: string } }) {
  const t = await getTranslations('Admin.mixers');
  const { mixers, status } = contest;
  const isDraft = status === 'draft';
  if (!isDraft && mixers.length === 0) return null;
  const add = addMixerAction.bind(null, contest.id);
  return (
    <section className="stack" aria-labelledby="mixers">
      <h2 id="mixers">{t('title')}</h2>
      <p className="muted">{t('lead')}</p>
      {mixers.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <RowList label={t('title')}>
          {mixers.map((mixer) => (
            <MixerRow key={mixer.id} mixer={mixer} status={status} />
          ))}
        </RowList>
      )}
      {isDraft && (
        <>
          <Disclosure summary={t('addOutsider')}>
            <OutsideMixerForm action={add} />
          </Disclosure>
          {mixers.every(({ kind }) => kind !== 'server') && (
            <Disclosure summary={t('addServer')}>
              <p>{t('serverLead')}</p>
              <ServerMixerForm action={add} name={t('serverName', { city: city.name })} />
            </Disclosure>
          )}
        </>
      )}
    </section>
  );
}

async function MixerRow({ mixer, status }: { mixer: Mixer; status: ContestView['status'] }) {
  const { id, kind, name, email } = mixer;
  const t = await getTranslations('Admin.mixers');
  const words = await getTranslations('Admin.contest');
  return (
    <RowItem
      picture={<RowBadge icon="stones" />}
      title={name}
      aside={
        <div className="cluster">
          {kind === 'outsider' && status !== 'counted' && (
            <ActButton
              action={inviteMixerAction.bind(null, id)}
              look="line"
              size="small"
              label={t('sendLink')}
              fullLabel={t('sendLinkTo', { name })}
              pending={words('inviting')}
              doneWords={t('linkSent')}
            />
          )}
          {status === 'draft' && (
            <ActButton
              action={removeMixerAction.bind(null, id)}
              look="quiet"
              size="small"
              label={words('remove')}
              fullLabel={words('removeTrustee', { name })}
              pending={words('removing')}
            />
          )}
        </div>
      }
    >
      <p className="small muted">{email ? <bdi>{email}</bdi> : t('isServer')}</p>
    </RowItem>
  );
}
