/** Powers with fixed exponents, both elements of a pair at once. */
import { copy, squareTimes } from './field';
import { multiply, square } from './products.generated';

const X: usize = memory.data(80, 16);
const X5: usize = memory.data(80, 16);
const X10: usize = memory.data(80, 16);
const X20: usize = memory.data(80, 16);
const T: usize = memory.data(80, 16);

/** a^(2^252 − 3) = a^((p − 5)/8). `Xn` stands for a^(2^n − 1). */
export function powerP58(out: usize, a: usize): void {
  copy(X, a);
  square(T, X);
  multiply(T, T, X);
  squareTimes(X5, T, 2);
  multiply(T, X5, T);
  squareTimes(X5, T, 1);
  multiply(X5, X5, X);
  squareTimes(T, X5, 5);
  multiply(X10, T, X5);
  squareTimes(T, X10, 10);
  multiply(X20, T, X10);
  squareTimes(T, X20, 20);
  multiply(T, T, X20);
  squareTimes(X20, T, 40);
  multiply(T, X20, T);
  copy(X20, T);
  squareTimes(T, T, 80);
  multiply(T, T, X20);
  squareTimes(T, T, 80);
  multiply(T, T, X20);
  squareTimes(T, T, 10);
  multiply(T, T, X10);
  squareTimes(T, T, 2);
  multiply(out, T, X);
}

const CUBE: usize = memory.data(80, 16);

/** 1/a = a^(p − 2) = (a^(2^252 − 3))^8·a³; 0 for 0. */
export function invert(out: usize, a: usize): void {
  square(CUBE, a);
  multiply(CUBE, CUBE, a);
  powerP58(out, a);
  squareTimes(out, out, 3);
  multiply(out, out, CUBE);
}
