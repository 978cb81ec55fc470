import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/tag';
import type { Ceremony } from '@/lib/tally/ceremonies';
import { type Doing, doingOf } from './whose-turn';

/** Every trustee by name, with what they have done. */
export function People({ ceremony }: { ceremony: Ceremony }) {
  const t = useTranslations('Trustee.people');
  const { trustees, threshold } = ceremony.state;
  const count = trustees.length;
  return (
    <section aria-labelledby="people">
      <h2 className="display h-mid" id="people">
        {t('title')}
      </h2>
      <p className="muted small mt-1">
        {threshold === null ? t('lead', { count }) : t('leadSome', { threshold, count })}
      </p>
      <ul className={trustees.length > 2 ? 'cols-3 mt-4 gap-3' : 'cols-2 mt-4 gap-3'}>
        {trustees.map(({ owner, name }) => {
          const isMe = owner === ceremony.owner;
          return (
            <Card as="li" key={owner} state={isMe ? 'now' : 'rest'} className="p-4">
              <p>
                <b>{isMe ? t('you', { name }) : name}</b>
              </p>
              <p className="small muted">
                {t('role', { mixes: ceremony.state.mixers.some((mixer) => mixer.owner === owner) ? 'yes' : 'no' })}
              </p>
              <p className="mt-2">
                <DoingTag doing={doingOf(ceremony.state, owner)} isMe={isMe} />
              </p>
            </Card>
          );
        })}
      </ul>
    </section>
  );
}

function DoingTag({ doing, isMe }: { doing: Doing; isMe: boolean }) {
  const t = useTranslations('Trustee.people');
  switch (doing) {
    case 'hasKey':
    case 'stepDone':
    case 'mixed':
    case 'opened':
      return (
        <Tag tone="ok" icon="tick">
          {t(doing)}
        </Tag>
      );
    case 'turn':
      return (
        <Tag tone={isMe ? 'spark' : 'brand'} icon="clock">
          {t(isMe ? 'yourTurn' : 'turn')}
        </Tag>
      );
    case 'noKey':
    case 'later':
      return <Tag icon="clock">{t(doing)}</Tag>;
  }
}
