/**
 * Returns a function that draws numbers from 0 to `count` - 1, where number n comes with a
 * probability proportional to 1 / (n + 1): Zipf's law with s = 1.
 */
export function zipf(count: number, random: () => number = Math.random): () => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let at = 0; at < count; at++) sums[at] = sum += 1 / (at + 1);
  return () => {
    const drawn = random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sums[middle]! > drawn) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
