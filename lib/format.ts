/**
 * How amounts, dates and counts are written. Pure: language, currency and time zone are given, never guessed.
 * Digits are Latin in every language, as on the printed documents.
 */

const noBreakSpace = '\u00a0';

/** Digits after the separator that a currency has by itself (ISO 4217): 2 for BRL, 0 for JPY. */
function currencyExponent(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Plain English is written the British way: day before month, 24-hour clock. Digits are Latin. */
function regional(locale: string): string {
  const base = locale === 'en' ? 'en-GB' : locale;
  return base.includes('-u-') ? base : `${base}-u-nu-latn`;
}

/** Minor units as an exact decimal text, which Intl formats without passing through a float. */
function decimal(minor: bigint, exponent: number): Intl.StringNumericLiteral {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  const cut = digits.length - exponent;
  const fraction = exponent > 0 ? `.${digits.slice(cut)}` : '';
  return `${sign}${digits.slice(0, cut)}${fraction}` as Intl.StringNumericLiteral;
}

/** One no-break space between sign and number, and no breakable space inside. */
function tieTogether(parts: Intl.NumberFormatPart[]): string {
  return parts
    .map((part, index) => {
      const text = part.value.replace(/\s/g, noBreakSpace);
      const next = parts[index + 1];
      const touches = part.type === 'currency' && next !== undefined && next.type !== 'literal';
      return touches ? text + noBreakSpace : text;
    })
    .join('');
}

export interface MoneyOptions {
  /** ISO 4217 code. */
  currency: string;
  locale: string;
  /** Digits of the minor unit, where the city's record differs from ISO 4217. */
  exponent?: number;
  /** Payments show cents always; other amounts drop them when they are zero, and never round. */
  payment?: boolean;
}

/** An amount of minor units in full: "R$ 1,450,000", "R$ 295.56". */
export function formatMoney(minor: bigint, { currency, locale, exponent, payment = false }: MoneyOptions): string {
  const digits = exponent ?? currencyExponent(currency);
  const format = new Intl.NumberFormat(regional(locale), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: payment ? 'auto' : 'stripIfInteger',
  });
  return tieTogether(format.formatToParts(decimal(minor, digits)));
}

/** For headings only: "R$ 4.8 million". Amounts below a million are written in full. */
export function formatMoneyInWords(minor: bigint, options: Omit<MoneyOptions, 'payment'>): string {
  const { currency, locale, exponent } = options;
  const digits = exponent ?? currencyExponent(currency);
  const magnitude = minor < 0n ? -minor : minor;
  if (magnitude < 1_000_000n * 10n ** BigInt(digits)) return formatMoney(minor, options);
  const compact = { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 1 } as const;
  const words = new Intl.NumberFormat(regional(locale), compact).format(decimal(minor, digits));
  // Intl abbreviates compact currencies even in the long form, so the words take the place of the number in a plain one.
  const pattern = new Intl.NumberFormat(regional(locale), { style: 'currency', currency, maximumFractionDigits: 0 });
  return tieTogether(
    pattern.formatToParts(1).map((part) => (part.type === 'integer' ? { ...part, value: words } : part)),
  );
}

/** A count: "9,412". */
export function formatCount(count: number | bigint, locale: string): string {
  return new Intl.NumberFormat(regional(locale)).format(count).replace(/\s/g, noBreakSpace);
}

/** A share between 0 and 1 as a percentage with at most one decimal: "13.2%". */
export function formatShare(share: number, locale: string): string {
  const format = new Intl.NumberFormat(regional(locale), { style: 'percent', maximumFractionDigits: 1 });
  return format.format(share).replace(/\s/g, noBreakSpace);
}

export interface DateOptions {
  locale: string;
  /** IANA name of the city's time zone. */
  timeZone: string;
}

function writeDate(date: Date, { locale, timeZone }: DateOptions, fields: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(regional(locale), { ...fields, timeZone }).format(date);
  return text.replace(/(\d) /g, `$1${noBreakSpace}`);
}

/** "23 May", or with `year` "23 May 2027". */
export function formatDay(date: Date, options: DateOptions & { year?: boolean }): string {
  return writeDate(date, options, { day: 'numeric', month: 'long', ...(options.year && { year: 'numeric' }) });
}

/** "Sunday 23 May", or with `year` "Sunday 23 May 2027". */
export function formatDate(date: Date, options: DateOptions & { year?: boolean }): string {
  const year = options.year && ({ year: 'numeric' } as const);
  const text = writeDate(date, options, { weekday: 'long', day: 'numeric', month: 'long', ...year });
  return options.locale.startsWith('en') ? text.replace(',', '') : text;
}

/** "20:00", on the 24-hour clock in every language. */
export function formatTime(date: Date, options: DateOptions): string {
  return writeDate(date, options, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** "Sunday 23 May, 20:00": day, date and time of the city. */
export function formatDateTime(date: Date, options: DateOptions & { year?: boolean }): string {
  return `${formatDate(date, options)}, ${formatTime(date, options)}`;
}

/** Days since 1970 of the calendar day that `date` falls on in the time zone. */
function calendarDay(date: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return Date.parse(`${format.format(date)}T00:00:00Z`) / 86_400_000;
}

/** Whole calendar days from `now` to `until` in the city's time zone: 0 on the last day, negative after it. */
export function daysLeft(now: Date, until: Date, timeZone: string): number {
  return calendarDay(until, timeZone) - calendarDay(now, timeZone);
}
