/** How the checks of this folder stop: a refusal is thrown where the fault is found and caught at the public function. */

import type { EncodedPoint } from '../crypto/group';
import { isIdentity, type PointErrorCode, parseScalar } from '../crypto/group';
import type { PointReader } from '../crypto/point-reader';
import { proofFromJson, type SchnorrProof, type SchnorrProofJson } from '../crypto/schnorr';

export class Refusal<Code extends string> extends Error {
  constructor(
    readonly code: Code,
    message: string,
  ) {
    super(message);
  }
}

export type ValueErrorCode = PointErrorCode | 'scalar_not_canonical' | 'not_canonical';

export type Checked<T, Code extends string> = ({ ok: true } & T) | { ok: false; code: Code; message: string };

/** Runs a check and turns its refusal into a value. Anything else that is thrown is a fault of ours and goes on. */
export function capture<T extends object, Code extends string>(check: () => T): Checked<T, Code> {
  try {
    return { ok: true, ...check() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code as Code, message: error.message };
    throw error;
  }
}

/** {@link capture} for asynchronous checks. */
export async function captureAsync<T extends object, Code extends string>(
  check: () => Promise<T>,
): Promise<Checked<T, Code>> {
  try {
    return { ok: true, ...(await check()) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code as Code, message: error.message };
    throw error;
  }
}

/** Runs a check and says in its refusal where in the archive it stands. */
export async function locate<T>(place: string, check: () => T | Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, `${place}: ${error.message}`);
    throw error;
  }
}

const POINT_FAULTS: Record<PointErrorCode, string> = {
  point_not_canonical: 'is not written as 64 lower-case hexadecimal digits of a reduced coordinate',
  point_not_on_curve: 'is not a point of the curve',
  point_not_in_subgroup: 'is not in the prime-order subgroup',
};

/** Reads a point or refuses; `what` names the value for the message. */
export function requirePoint(reader: PointReader, text: string, what: string): EncodedPoint {
  const reading = reader.read(text);
  if (!reading.ok) throw new Refusal(reading.code, `${what} ${POINT_FAULTS[reading.code]}`);
  return { point: reading.point, text };
}

/** {@link requirePoint}, the identity refused with `code`. */
export function requireKey(reader: PointReader, text: string, what: string, code: string): EncodedPoint {
  const key = requirePoint(reader, text, what);
  if (isIdentity(key.point)) throw new Refusal(code, `${what} is the neutral element`);
  return key;
}

export function requireScalar(text: string, what: string): bigint {
  const scalar = parseScalar(text);
  if (scalar === null)
    throw new Refusal('scalar_not_canonical', `${what} is not a decimal number below the group order`);
  return scalar;
}

export function requireProof(json: SchnorrProofJson, what: string): SchnorrProof {
  const proof = proofFromJson(json);
  if (!proof)
    throw new Refusal('scalar_not_canonical', `${what} has a number that is not decimal or not below the order`);
  return proof;
}
