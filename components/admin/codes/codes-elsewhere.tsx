import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Note } from '@/components/ui/note';

interface CodesElsewhereProps {
  roundId: string;
  roundSlug: string;
  /** How many people have no code yet. */
  missing: number;
}

/** The way from the roll to a file of public keys, on a machine of the registrar's own. */
export function CodesElsewhere({ roundId, roundSlug, missing }: CodesElsewhereProps) {
  const t = useTranslations('Admin');
  const list = `people-without-codes-${roundSlug}.json`;
  const command = `npm run -s largo -- codes ${list} --round ${roundId} --letters letters.csv --keys keys.json`;
  const words = { copy: t('keysFile.copy'), copied: t('keysFile.copied'), failed: t('keysFile.copyFailed') };
  if (missing === 0) return <Note tone="ok" title={t('codes.allDone')} />;
  return (
    <>
      <section className="stack" aria-labelledby="list">
        <h2 id="list">{t('keysFile.listTitle')}</h2>
        <p>
          {t('codes.without', { count: missing })} {t('keysFile.listBody')}
        </p>
        <p>
          <LinkButton
            look="line"
            icon="download"
            href={`/api/v1/rounds/${roundId}/entries-without-code`}
            download={list}
          >
            {t('keysFile.listDownload')}
          </LinkButton>
        </p>
      </section>
      <section className="stack" aria-labelledby="make">
        <h2 id="make">{t('keysFile.makeTitle')}</h2>
        <p>{t('keysFile.makeBody')}</p>
        <pre className="mono smaller overflow-x-auto whitespace-pre-wrap" dir="ltr">
          {command}
        </pre>
        <CopyButton value={command} words={words} />
        <p>{t('keysFile.makeAfter')}</p>
      </section>
    </>
  );
}
