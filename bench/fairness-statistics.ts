/** The statistics of a draw without replacement, in which firms exclude each other and so do not count as independent. */

/**
 * Σ (observed − expected)² / variance, scaled by (N − 1)/N, which has N − 1 degrees of freedom.
 * Under simple random sampling the counts have the covariance R·π(1 − π)·N/(N − 1)·(I − J/N), so this is exact in the limit
 * of many draws (H. Joe, Tests of uniformity for sets of lotto numbers, Statistics & Probability Letters 16, 1993). With unequal
 * chances it is Hájek's approximation of the covariance of a fixed-size design (Annals of Mathematical Statistics 35, 1964).
 * @param chances of each row in one draw
 */
export function chiSquared(counts: number[], chances: number[], draws: number): number {
  const terms = counts.map((count, i) => {
    const chance = chances[i]!
    return (count - draws * chance) ** 2 / (draws * chance * (1 - chance))
  })
  return (terms.reduce((sum, term) => sum + term, 0) * (counts.length - 1)) / counts.length
}

/** What χ² passes once in a thousand times (E. B. Wilson, M. M. Hilferty, The distribution of chi-square, PNAS 17, 1931). */
export function criticalValue(degrees: number): number {
  const spread = 2 / (9 * degrees)
  return degrees * (1 - spread + 3.0902 * Math.sqrt(spread)) ** 3
}

/**
 * The chance with which Pareto order sampling selects each row, to about six digits: for each of its tickets u, the chance
 * that fewer than n others have a lower key (N. Aires, Algorithms to find exact inclusion probabilities for conditional
 * Poisson sampling and Pareto πps sampling designs, Methodology and Computing in Applied Probability 1, 1999).
 * @param declared n·w/W of each row, all below 1 @param n rows selected
 */
export function paretoChances(declared: number[], n: number): number[] {
  const odds = declared.map((chance) => chance / (1 - chance))
  const alike = new Map<number, number>()
  return odds.map((own, i) => {
    const known = alike.get(own)
    if (known !== undefined) return known
    const chance = integrate((u) => {
      const key = u / ((1 - u) * own)
      return chanceOfFewer(
        odds.filter((_, j) => j !== i).map((other) => (key * other) / (1 + key * other)),
        n,
      )
    })
    alike.set(own, chance)
    return chance
  })
}

/** Over (0, 1), by the midpoint rule. */
function integrate(f: (u: number) => number, steps = 400): number {
  let sum = 0
  for (let step = 0; step < steps; step++) sum += f((step + 0.5) / steps)
  return sum / steps
}

/** That fewer than n of independent events happen. */
function chanceOfFewer(chances: number[], n: number): number {
  const exactly = new Float64Array(n)
  exactly[0] = 1
  for (const chance of chances) {
    for (let k = n - 1; k > 0; k--) exactly[k] = exactly[k]! * (1 - chance) + exactly[k - 1]! * chance
    exactly[0]! *= 1 - chance
  }
  return exactly.reduce((sum, one) => sum + one, 0)
}
