/** An exact fraction in lowest terms, its denominator above 0. */
export class Rational {
  private constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}

  static of(numerator: bigint, denominator = 1n): Rational {
    if (denominator === 0n) throw new RangeError('a fraction has no denominator 0');
    const sign = denominator < 0n ? -1n : 1n;
    const divisor = sign * gcd(numerator, denominator);
    return new Rational(numerator / divisor, denominator / divisor);
  }

  plus({ numerator, denominator }: Rational): Rational {
    return Rational.of(this.numerator * denominator + numerator * this.denominator, this.denominator * denominator);
  }

  minus({ numerator, denominator }: Rational): Rational {
    return this.plus(Rational.of(-numerator, denominator));
  }

  times(factor: bigint): Rational {
    return Rational.of(this.numerator * factor, this.denominator);
  }

  over(divisor: bigint): Rational {
    return Rational.of(this.numerator, this.denominator * divisor);
  }

  /** Below 0 where this is smaller than the other, 0 where they are equal. */
  compare({ numerator, denominator }: Rational): -1 | 0 | 1 {
    const difference = this.numerator * denominator - numerator * this.denominator;
    if (difference === 0n) return 0;
    return difference < 0n ? -1 : 1;
  }

  /** As traces write it: digits as texts, since they can be longer than numbers allow. */
  toTrace(): { numerator: string; denominator: string } {
    return { numerator: String(this.numerator), denominator: String(this.denominator) };
  }
}

export const ZERO = Rational.of(0n);

/** The greatest common divisor, above 0 unless both are 0. */
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
