import { getLocale, getTranslations } from 'next-intl/server';
import { ActButton } from '@/components/admin/act-button';
import { ProjectForm } from '@/components/admin/project-form';
import { LinkButton } from '@/components/ui/button';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Disclosure } from '@/components/ui/disclosure';
import { formatMoney } from '@/lib/format';
import type { City, ContestView } from '@/lib/rounds/queries';
import { addProjectAction, removeProjectAction } from './actions';

type Project = ContestView['projects'][number];

/** The lines of the ballot, in their order. */
export async function ProjectsSection({ contest, city }: { contest: ContestView; city: City }) {
  const t = await getTranslations('Admin.contest');
  const locale = await getLocale();
  const { currency, currencyExponent: exponent } = city;
  const amount = (minor: bigint) => formatMoney(minor, { currency, exponent, locale });
  const { projects, status } = contest;
  const remove: Column<Project> = {
    key: 'remove',
    header: <span className="vh">{t('remove')}</span>,
    cell: ({ id, title }) => (
      <ActButton
        action={removeProjectAction.bind(null, id)}
        look="quiet"
        size="small"
        label={t('remove')}
        fullLabel={t('removeProject', { title })}
        pending={t('removing')}
      />
    ),
  };
  return (
    <section className="stack" aria-labelledby="projects">
      <h2 id="projects">{t('projects')}</h2>
      {projects.length > 0 && (
        <DataTable
          caption={t('projectCount', { count: projects.length })}
          rows={projects}
          rowKey={({ id }) => id}
          columns={[
            { key: 'code', header: t('code'), cell: ({ code }) => <bdi>{code}</bdi>, total: t('total') },
            { key: 'title', header: t('project'), cell: ({ title }) => title, rowHeader: true },
            {
              key: 'cost',
              header: t('cost'),
              cell: ({ costMinor }) => amount(costMinor),
              end: true,
              total: amount(projects.reduce((sum, { costMinor }) => sum + costMinor, 0n)),
            },
            ...(status === 'draft' ? [remove] : []),
          ]}
        />
      )}
      {projects.length === 0 && <p>{t('projectCount', { count: 0 })}</p>}
      {status === 'draft' && (
        <>
          <Disclosure summary={t('addProject')} open={projects.length === 0}>
            <ProjectForm action={addProjectAction.bind(null, contest.id)} currency={currency} />
          </Disclosure>
          <LinkButton look="line" icon="upload" href={`/admin/contests/${contest.slug}/import`}>
            {t('import')}
          </LinkButton>
        </>
      )}
    </section>
  );
}
