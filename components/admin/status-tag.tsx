import { useTranslations } from 'next-intl';
import { Tag } from '@/components/ui/tag';

export type Status = 'draft' | 'open' | 'closed' | 'counted';

const LOOKS = {
  draft: { icon: 'edit' },
  open: { tone: 'brand', icon: 'stones' },
  closed: { tone: 'warn', icon: 'lock' },
  counted: { tone: 'ok', icon: 'tick' },
} as const;

/** The state of a contest. */
export function StatusTag({ status }: { status: Status }) {
  const t = useTranslations('Admin.status');
  return <Tag {...LOOKS[status]}>{t(status)}</Tag>;
}
