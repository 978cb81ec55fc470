import { useTranslations } from 'next-intl';
import type { PabulibError } from '@/lib/counting/pabulib/read';

/** What is wrong with a Pabulib file, in words, with its place. */
export function PabulibFaultText({ fault }: { fault: PabulibError }) {
  const t = useTranslations('Admin.import');
  const facts = fault as unknown as Record<string, string | number | undefined>;
  const first = (...names: string[]) => names.map((name) => facts[name]).find((value) => value !== undefined) ?? '';
  const words = {
    section: first('section'),
    name: first('key', 'field', 'name'),
    value: first('value', 'project', 'voter'),
    expected: first('expected', 'declared'),
    found: first('found'),
  };
  return t('place', { line: fault.line, column: fault.column, fault: t(`fault.${fault.code}`, words) });
}
