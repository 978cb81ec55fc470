'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Note } from '@/components/ui/note';
import type { KeyFault } from '@/lib/client/registrar/check-keys';
import { csvText } from '@/lib/protocol/codes-file';
import { saveText } from '../save-text';

const SHOWN = 200;

/** Lines of a keys file that are left out: where, who, and why; all of them also as a file. */
export function KeyFaults({ faults }: { faults: readonly KeyFault[] }) {
  const t = useTranslations('Admin');
  if (faults.length === 0) return null;
  const columns = [t('roll.line'), t('keysFile.person'), t('roll.reason')];
  const cellsOf = ({ line, person, reason }: KeyFault) => [String(line), person, t(`keysFile.reasons.${reason}`)];
  return (
    <>
      <Note tone="warn" title={t('keysFile.faultsTitle', { count: faults.length })}>
        {t('keysFile.faultsBody')}
      </Note>
      <p>
        <Button
          look="line"
          icon="download"
          onClick={() => saveText('keys-left-out.csv', csvText([columns, ...faults.map(cellsOf)]))}
        >
          {t('keysFile.downloadFaults')}
        </Button>
      </p>
      {faults.length > SHOWN && <p className="hint">{t('roll.firstRows', { shown: SHOWN })}</p>}
      <DataTable
        caption={t('keysFile.faultsCaption')}
        rows={faults.slice(0, SHOWN).map((fault, index) => ({ ...fault, key: String(index) }))}
        rowKey={({ key }) => key}
        columns={[
          { key: 'line', header: columns[0], cell: ({ line }) => line, rowHeader: true },
          { key: 'person', header: columns[1], cell: ({ person }) => <bdi className="mono">{person}</bdi> },
          { key: 'reason', header: columns[2], cell: (fault) => cellsOf(fault)[2] },
        ]}
      />
    </>
  );
}
