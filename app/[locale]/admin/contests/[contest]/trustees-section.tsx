import { getLocale, getTranslations } from 'next-intl/server';
import { ActButton } from '@/components/admin/act-button';
import { TrusteeForm } from '@/components/admin/trustee-form';
import { Disclosure } from '@/components/ui/disclosure';
import { RowBadge, RowItem, RowList } from '@/components/ui/row-list';
import { Tag } from '@/components/ui/tag';
import { formatDateTime } from '@/lib/format';
import type { City, ContestView } from '@/lib/rounds/queries';
import { addTrusteeAction, inviteTrusteeAction, removeTrusteeAction } from './trustee-actions';

type Trustee = ContestView['trustees'][number];

/** Who opens the count, and who of them has made a key. */
export async function TrusteesSection({ contest, city }: { contest: ContestView; city: City }) {
  const t = await getTranslations('Admin.contest');
  const isDraft = contest.status === 'draft';
  return (
    <section className="stack" aria-labelledby="trustees">
      <h2 id="trustees">{t('trustees')}</h2>
      <p className="muted">{t('trusteesLead')}</p>
      {contest.trustees.length === 0 ? (
        <p>{t('noTrustees')}</p>
      ) : (
        <RowList label={t('trustees')}>
          {contest.trustees.map((trustee) => (
            <TrusteeRow key={trustee.id} trustee={trustee} isDraft={isDraft} timeZone={city.timeZone} />
          ))}
        </RowList>
      )}
      {isDraft && (
        <Disclosure summary={t('addTrustee')} open={contest.trustees.length === 0}>
          <TrusteeForm action={addTrusteeAction.bind(null, contest.id)} />
        </Disclosure>
      )}
    </section>
  );
}

async function TrusteeRow(props: { trustee: Trustee; isDraft: boolean; timeZone: string }) {
  const { trustee, isDraft, timeZone } = props;
  const { id, name, user, keyAt, owner } = trustee;
  const t = await getTranslations('Admin.contest');
  const locale = await getLocale();
  const invite = (
    <ActButton
      action={inviteTrusteeAction.bind(null, id)}
      look="line"
      size="small"
      label={t('invite')}
      pending={t('inviting')}
      doneWords={t('trusteeAdded')}
    />
  );
  const remove = (
    <ActButton
      action={removeTrusteeAction.bind(null, id)}
      look="quiet"
      size="small"
      label={t('remove')}
      fullLabel={t('removeTrustee', { name })}
      pending={t('removing')}
    />
  );
  return (
    <RowItem
      picture={<RowBadge icon="key" {...(keyAt ? { tone: 'ok' } : {})} />}
      title={`${owner}. ${name}`}
      aside={
        isDraft && (
          <div className="cluster">
            {!keyAt && invite}
            {remove}
          </div>
        )
      }
    >
      <div className="cluster small muted">
        <bdi>{user.email}</bdi>
        <Tag tone={keyAt ? 'ok' : 'warn'} icon={keyAt ? 'tick' : 'clock'}>
          {keyAt ? `${t('hasKey')} ${t('keyAt', { when: formatDateTime(keyAt, { locale, timeZone }) })}` : t('noKey')}
        </Tag>
      </div>
    </RowItem>
  );
}
