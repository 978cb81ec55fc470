'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ChoiceCard } from '@/components/ui/choice-card';
import { Note } from '@/components/ui/note';
import { StatList } from '@/components/ui/stat';
import type { CheckedKeys } from '@/lib/client/registrar/check-keys';
import { formatCount } from '@/lib/format';
import { KeyFaults } from './key-faults';

interface KeysPreviewProps {
  found: CheckedKeys;
  /** How many people have no code yet. */
  missing: number;
  handIn: () => void;
}

/** What a file of keys would do, before it does it. */
export function KeysPreview({ found, missing, handIn }: KeysPreviewProps) {
  const t = useTranslations('Admin.keysFile');
  const locale = useLocale();
  const { total, fresh, held, faults } = found;
  const left = Math.max(missing - fresh.length, 0);
  return (
    <section className="stack" aria-label={t('found')}>
      <Note live title={t('total', { count: total })}>
        {t('nothingYet')}
      </Note>
      <StatList
        stats={[
          { label: t('fresh'), value: formatCount(fresh.length, locale), compare: t('freshCompare', { count: left }) },
          { label: t('held'), value: formatCount(held, locale), compare: t('heldCompare') },
          { label: t('faulty'), value: formatCount(faults.length, locale), compare: t('faultyCompare') },
        ]}
      />
      <KeyFaults faults={faults} />
      {fresh.length > 0 && <HandIn count={fresh.length} handIn={handIn} />}
      {fresh.length === 0 && <p>{t(faults.length > 0 ? 'noneUsable' : 'allHeld')}</p>}
    </section>
  );
}

function HandIn({ count, handIn }: { count: number; handIn: () => void }) {
  const t = useTranslations('Admin');
  const [isConfirmed, setConfirmed] = useState(false);
  return (
    <>
      <ChoiceCard
        type="checkbox"
        name="kept"
        label={t('keysFile.kept')}
        checked={isConfirmed}
        onChange={(event) => setConfirmed(event.target.checked)}
      />
      <div className="actions cluster">
        <Button look="spark" onClick={handIn} {...(!isConfirmed && { unavailable: t('keysFile.keptFirst') })}>
          {t('keysFile.handIn', { count })}
        </Button>
      </div>
    </>
  );
}
