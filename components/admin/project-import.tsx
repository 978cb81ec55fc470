'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { FileField } from '@/components/ui/file-field';
import { Note } from '@/components/ui/note';
import { useRouter } from '@/i18n/navigation';
import type { PabulibError } from '@/lib/counting/pabulib/read';
import { formatMoney } from '@/lib/format';
import { PabulibFaultText } from './pabulib-fault';
import { type Posted, postFile } from './post-file';

type Project = { code: string; title: string; costMinor: string };
type Preview = { projects: Project[]; budgetMinor: string; replaced: number };
type Failure = Extract<Posted<unknown>, { ok: false }>;

export interface ProjectImportProps {
  contestId: string;
  /** Where the contest's page is. */
  back: string;
  envelopeMinor: bigint;
  money: { currency: string; exponent: number };
}

/** Two steps: look at what the file holds and what it would replace, then do it. */
export function ProjectImport({ contestId, back, envelopeMinor, money }: ProjectImportProps) {
  const t = useTranslations('Admin.import');
  const missing = useTranslations('Admin.mistakes')('no_file');
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'rest' | 'looking' | 'storing'>('rest');
  const [preview, setPreview] = useState<{ file: File; found: Preview } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isMissing, setMissing] = useState(false);
  const url = `/api/v1/contests/${contestId}/projects`;

  async function look(event: FormEvent) {
    event.preventDefault();
    const file = input.current?.files?.[0];
    setMissing(!file);
    setPreview(null);
    setFailure(null);
    if (!file) return;
    setState('looking');
    const answer = await postFile<Preview>(`${url}?preview=1`, file);
    setState('rest');
    if (answer.ok) setPreview({ file, found: answer.value });
    else setFailure(answer);
  }
  async function store() {
    if (!preview) return;
    setState('storing');
    const answer = await postFile(url, preview.file);
    if (answer.ok) {
      router.push(back);
      router.refresh();
      return;
    }
    setState('rest');
    setFailure(answer);
  }
  return (
    <div className="stack-loose">
      <noscript>
        <Note tone="warn" title={t('needsScript')} />
      </noscript>
      <form onSubmit={look} className="stack">
        <FileField
          ref={input}
          name="file"
          accept=".pb,text/plain,text/csv"
          label={t('file')}
          hint={t('fileHint')}
          {...(isMissing && { error: missing })}
          onChange={() => setPreview(null)}
        />
        <div className="actions cluster">
          <Button
            type="submit"
            look={preview ? 'line' : 'spark'}
            pending={state === 'looking'}
            pendingLabel={t('looking')}
          >
            {t('look')}
          </Button>
        </div>
      </form>
      {failure && <ImportFailure failure={failure} />}
      {preview && (
        <ImportPreview found={preview.found} envelopeMinor={envelopeMinor} money={money}>
          <Button look="spark" pending={state === 'storing'} pendingLabel={t('storing')} onClick={store}>
            {t('confirm', { count: preview.found.replaced })}
          </Button>
        </ImportPreview>
      )}
    </div>
  );
}

function ImportFailure({ failure }: { failure: Failure }) {
  const t = useTranslations('Admin');
  const { code, facts } = failure;
  if (code === 'bad_pabulib') {
    return (
      <Note tone="bad" live title={t('import.faultTitle')}>
        <p>
          <PabulibFaultText fault={facts.fault as PabulibError} />
        </p>
      </Note>
    );
  }
  const most = Number(facts.most ?? 0);
  const reason = code === 'does_not_fit' ? String(facts.reason) : code;
  const known = ['too_many_projects', 'too_many_choices', 'not_a_draft', 'not_whole_minor_units'] as const;
  const other = ['too_large', 'offline', 'signed_out'] as const;
  const key = [...known, ...other].find((name) => name === reason) ?? 'server_error';
  return (
    <Note tone="bad" live title={t('import.refusedTitle')}>
      {t(`mistakes.${key}`, { most, count: most, detail: '' })}
    </Note>
  );
}

function ImportPreview(props: {
  found: Preview;
  envelopeMinor: bigint;
  money: ProjectImportProps['money'];
  children: React.ReactNode;
}) {
  const { found, envelopeMinor, money, children } = props;
  const t = useTranslations('Admin');
  const locale = useLocale();
  const amount = (minor: bigint) => formatMoney(minor, { ...money, locale });
  const budget = BigInt(found.budgetMinor);
  return (
    <section className="stack">
      <Note
        tone={found.replaced > 0 ? 'warn' : 'info'}
        live
        title={t('import.found', { count: found.projects.length })}
      >
        {t('import.replaces', { count: found.replaced })}
      </Note>
      {budget !== envelopeMinor && (
        <p>{t('import.budget', { file: amount(budget), envelope: amount(envelopeMinor) })}</p>
      )}
      <div className="actions cluster">{children}</div>
      <DataTable
        caption={t('import.caption')}
        rows={found.projects}
        rowKey={({ code }) => code}
        columns={[
          { key: 'code', header: t('contest.code'), cell: ({ code }) => <bdi>{code}</bdi> },
          { key: 'title', header: t('contest.project'), cell: ({ title }) => title, rowHeader: true },
          { key: 'cost', header: t('contest.cost'), cell: ({ costMinor }) => amount(BigInt(costMinor)), end: true },
        ]}
      />
    </section>
  );
}
