'use client';

import { useLocale } from 'next-intl';
import { formatMoney } from '@/lib/format';
import type { BallotContest } from './ballot-contest';

/** Writes minor units in the city's currency and the reader's language. */
export function useMoney({ city }: Pick<BallotContest, 'city'>): (minor: bigint) => string {
  const locale = useLocale();
  const { code: currency, exponent } = city.currency;
  return (minor) => formatMoney(minor, { currency, exponent, locale });
}
