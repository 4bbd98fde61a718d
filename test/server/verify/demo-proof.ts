/** The proof of a joint draw of three departments, as the demo publishes it. */
import type { Proof } from '../../../server/verify/proof-shape.js'
import { openOffice } from '../../stories/office.js'
import { drawPlan } from '../../stories/steps.js'

/** @returns the published text */
export async function makeDemoProof(): Promise<string> {
  const office = await openOffice()
  try {
    const no = await drawPlan(office, 'JH2026-04')
    const response = await office.request(`/draws/${no}/proof.json`)
    return await response.text()
  } finally {
    await office.close()
  }
}

export function parseProof(text: string): Proof {
  return JSON.parse(text) as Proof
}
