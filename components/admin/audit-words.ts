import { useTranslations } from 'next-intl';

type Action = Parameters<ReturnType<typeof useTranslations<'Admin.audit.actions'>>>[0];
type Noun = Parameters<ReturnType<typeof useTranslations<'Admin.audit.nouns'>>>[0];

/** Words for the log's marks. A mark without words is shown as it is: the log leaves nothing out. */
export function useAuditWords(names: ReadonlyMap<string, string>) {
  const actions = useTranslations('Admin.audit.actions');
  const nouns = useTranslations('Admin.audit.nouns');
  return {
    action: (mark: string) => {
      const key = mark.replace('.', '_') as Action;
      return actions.has(key) ? actions(key) : mark;
    },
    subject: (mark: string) => {
      const noun = mark.split(':')[0] as Noun;
      const kind = nouns.has(noun) ? nouns(noun) : noun;
      return `${kind}: ${names.get(mark) ?? mark.slice(noun.length + 1)}`;
    },
  };
}
