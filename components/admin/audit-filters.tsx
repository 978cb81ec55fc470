import { useTranslations } from 'next-intl';
import { Button, LinkButton } from '@/components/ui/button';
import { SelectField } from '@/components/ui/select-field';
import { useAuditWords } from './audit-words';

export interface AuditFiltersProps {
  chosen: { action: string; subject: string };
  actions: readonly string[];
  subjects: readonly string[];
  /** Subject → name. */
  names: ReadonlyMap<string, string>;
}

/** A GET form: the filter stands in the address and can be passed on. */
export function AuditFilters({ chosen, actions, subjects, names }: AuditFiltersProps) {
  const t = useTranslations('Admin.audit');
  const words = useAuditWords(names);
  return (
    <form method="get" className="stack">
      <div className="cols-2">
        <SelectField
          name="action"
          label={t('what')}
          blank={t('allActions')}
          defaultValue={chosen.action}
          options={actions.map((mark) => ({ value: mark, label: words.action(mark) }))}
        />
        <SelectField
          name="subject"
          label={t('subject')}
          blank={t('allSubjects')}
          defaultValue={chosen.subject}
          options={subjects.map((mark) => ({ value: mark, label: words.subject(mark) }))}
        />
      </div>
      <div className="cluster actions">
        <Button type="submit" look="line">
          {t('filter')}
        </Button>
        {(chosen.action || chosen.subject) && (
          <LinkButton look="quiet" href="/admin/audit">
            {t('clear')}
          </LinkButton>
        )}
      </div>
    </form>
  );
}
