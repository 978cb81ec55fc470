'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { Button, LinkButton } from '@/components/ui/button';
import { FileField } from '@/components/ui/file-field';
import { Note } from '@/components/ui/note';
import { useRouter } from '@/i18n/navigation';
import { type Posted, postFile } from './post-file';
import { RollErrors, type RollRowFault } from './roll-errors';

type Imported = { added: number; changed: number; unchanged: number; errors: RollRowFault[] };

export interface RollImportProps {
  roundId: string;
  /** Short names of the areas that a row may name. */
  areas: string[];
  /** Where codes are made. */
  codesHref: string;
}

export function RollImport({ roundId, areas, codesHref }: RollImportProps) {
  const t = useTranslations('Admin.roll');
  const common = useTranslations('Admin');
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Posted<Imported> | 'no_file' | null>(null);

  async function send(event: FormEvent) {
    event.preventDefault();
    const file = input.current?.files?.[0];
    if (!file) return setAnswer('no_file');
    setBusy(true);
    setAnswer(null);
    const posted = await postFile<Imported>(`/api/v1/rounds/${roundId}/roll`, file);
    setBusy(false);
    setAnswer(posted);
    if (posted.ok) router.refresh();
  }
  const hint = areas.length > 0 ? t('fileHint', { areas: areas.join(', ') }) : t('fileHintNoAreas');
  return (
    <div className="stack-loose">
      <noscript>
        <Note tone="warn" title={common('import.needsScript')} />
      </noscript>
      <form onSubmit={send} className="stack">
        <FileField
          ref={input}
          name="file"
          accept=".csv,text/csv"
          label={t('file')}
          hint={hint}
          {...(answer === 'no_file' && { error: common('mistakes.no_file') })}
        />
        <div className="actions cluster">
          <Button type="submit" look="spark" pending={isBusy} pendingLabel={t('importing')}>
            {t('import')}
          </Button>
          <LinkButton look="line" icon="download" download="roll-sample.csv" href={sampleOf(areas)}>
            {t('sample')}
          </LinkButton>
        </div>
      </form>
      {answer && answer !== 'no_file' && !answer.ok && <RollFailure failure={answer} />}
      {answer && answer !== 'no_file' && answer.ok && <RollDone imported={answer.value} codesHref={codesHref} />}
    </div>
  );
}

function sampleOf(areas: readonly string[]): string {
  const [first = '', second = first] = areas;
  const rows = ['external_id,area,email', `1001,${first},ana@example.org`, `1002,${second},`, '1003,,joao@example.org'];
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`${rows.join('\r\n')}\r\n`)}`;
}

function RollDone({ imported, codesHref }: { imported: Imported; codesHref: string }) {
  const t = useTranslations('Admin.roll');
  const { errors, ...figures } = imported;
  return (
    <section className="stack">
      <Note tone="ok" live title={t('doneTitle')}>
        {t('figures', figures)}
      </Note>
      {errors.length > 0 && <RollErrors errors={errors} />}
      {errors.length === 0 && (
        <p>
          <LinkButton look="brand" href={codesHref}>
            {t('next')}
          </LinkButton>
        </p>
      )}
    </section>
  );
}

function RollFailure({ failure }: { failure: Extract<Posted<unknown>, { ok: false }> }) {
  const t = useTranslations('Admin');
  const { code, facts } = failure;
  const fault = facts.fault as { code: keyof IntlRollFaults; found?: string[]; wanted?: string[]; line?: number };
  const codes = ['roll_frozen', 'offline', 'signed_out', 'too_large'] as const;
  const words =
    code === 'bad_file'
      ? t(`roll.fault.${fault.code}`, {
          found: fault.found?.join(', ') ?? '',
          wanted: fault.wanted?.join(', ') ?? '',
          line: fault.line ?? 1,
        })
      : t(`mistakes.${codes.find((one) => one === code) ?? 'server_error'}`);
  return (
    <Note tone="bad" live title={t('roll.refusedTitle')}>
      {words}
    </Note>
  );
}
type IntlRollFaults = Record<'not_utf8' | 'empty' | 'too_large' | 'wrong_columns' | 'unreadable', string>;
