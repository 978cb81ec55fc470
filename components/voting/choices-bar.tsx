'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Bar } from '@/components/ui/bar';
import { LiveRegion } from '@/components/ui/live-region';

const QUIET_MS = 500;

/** Always in sight: choices left in words, then one stone for each choice made. */
export function ChoicesBar({ chosen, max }: { chosen: number[]; max: number }) {
  const t = useTranslations('Vote');
  const count = chosen.length;
  const left = max - count;
  return (
    <div className="stick-top">
      <div className="wrap">
        <Bar
          label={t('barLabel', { count, max })}
          total={max}
          parts={chosen.map((position, index) => ({ key: String(position), value: 1, fill: index % 2 ? 'soft' : 1 }))}
          words={<span className="display h-mid">{t('left', { left })}</span>}
          wordsEnd={<span className="num">{t('chosenCount', { count, max })}</span>}
        />
        <Announcement text={t('announce', { count, max, left })} />
      </div>
    </div>
  );
}

/** Says the state once it has been still for half a second, and not on arrival. */
function Announcement({ text }: { text: string }) {
  const [first] = useState(text);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (text === first && said === '') return;
    const timer = setTimeout(() => setSaid(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, first, said]);
  return <LiveRegion>{said}</LiveRegion>;
}
