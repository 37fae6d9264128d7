/** Numbers from 0 to 1, 1 left out, that follow from the seeds alone (sfc32, seeded by splitmix32 steps). */
export function stream(...seeds: readonly number[]): () => number {
  let state = 0x9e3779b9;
  const mix = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  for (const seed of seeds) {
    state ^= seed | 0;
    state = mix();
  }
  let [a, b, c, counter] = [mix(), mix(), mix(), 1];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
}

/** A waiting time with mean 1. */
export const exponential = (next: () => number): number => -Math.log(1 - next());

/** The sum of so many waiting times with mean 1: a gamma variate of whole shape. */
export function gamma(shape: number, next: () => number): number {
  let sum = 0;
  for (let each = 0; each < shape; each++) sum += exponential(next);
  return sum;
}

/** A value of the triangle over the least, the typical and the most, at a quantile from 0 to 1. */
export function triangular(min: number, typical: number, max: number, quantile: number): number {
  const width = max - min;
  if (width === 0) return min;
  const peak = (typical - min) / width;
  return quantile < peak
    ? min + Math.sqrt(quantile * width * (typical - min))
    : max - Math.sqrt((1 - quantile) * width * (max - typical));
}
