'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Note } from '@/components/ui/note';
import { csvText } from '@/lib/protocol/codes-file';
import { saveText } from './save-text';

export type RollRowFault = {
  line: number;
  column: string | null;
  code: 'missing_id' | 'duplicate_id' | 'unknown_area' | 'bad_email' | 'too_long' | 'wrong_field_count';
  value: string;
};
const SHOWN = 200;

/** Rows that an import left out: where, what stands there and why; all of them also as a file. */
export function RollErrors({ errors }: { errors: RollRowFault[] }) {
  const t = useTranslations('Admin.roll');
  const columns = [t('line'), t('column'), t('value'), t('reason')];
  const cellsOf = ({ line, column, code, value }: RollRowFault) => [
    String(line),
    column ?? t('wholeRow'),
    value,
    t(`reasons.${code}`),
  ];
  return (
    <>
      <Note tone="warn" title={t('errorsTitle', { count: errors.length })}>
        {t('errorsBody')}
      </Note>
      <p>
        <Button
          look="line"
          icon="download"
          onClick={() => saveText('roll-errors.csv', csvText([columns, ...errors.map(cellsOf)]))}
        >
          {t('downloadErrors')}
        </Button>
      </p>
      {errors.length > SHOWN && <p className="hint">{t('firstRows', { shown: SHOWN })}</p>}
      <DataTable
        caption={t('errorsCaption')}
        rows={errors.slice(0, SHOWN)}
        rowKey={({ line }) => String(line)}
        columns={[
          { key: 'line', header: columns[0], cell: (row) => row.line, rowHeader: true },
          { key: 'column', header: columns[1], cell: (row) => cellsOf(row)[1] },
          { key: 'value', header: columns[2], cell: (row) => <bdi className="mono">{row.value}</bdi> },
          { key: 'reason', header: columns[3], cell: (row) => cellsOf(row)[3] },
        ]}
      />
    </>
  );
}
