import { useLocale } from 'next-intl';
import { formatMoney } from '@/lib/format';

/** Writes amounts of one currency in the page's language. `exact` keeps the cents that long amounts lose. */
export function useAmounts({ code, exponent }: { code: string; exponent: number }) {
  const locale = useLocale();
  return (minor: bigint, { exact = false } = {}) =>
    formatMoney(minor, { currency: code, locale, exponent, payment: exact });
}
