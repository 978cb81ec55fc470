'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';

/** Offers a text as a file, without asking the server for it. */
function saveFile(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function ReceiptTools({ slug, tracker, text }: { slug: string; tracker: string; text: string }) {
  const t = useTranslations('Receipt');
  const ui = useTranslations('Ui');
  const words = { copy: ui('copy'), copied: ui('copied'), failed: ui('copyFailed') };
  return (
    <div className="cluster actions">
      <CopyButton value={tracker} words={words} />
      <Button look="line" size="small" icon="download" onClick={() => saveFile(`${t('file')}-${slug}.json`, text)}>
        {t('save')}
      </Button>
      <Button look="line" size="small" icon="print" onClick={() => print()}>
        {t('print')}
      </Button>
    </div>
  );
}
