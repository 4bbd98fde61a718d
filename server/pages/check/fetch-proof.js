/** Fetches a draw's proof from the site that the page came from; every failure says what to do. */
import { refuseTooLarge } from './read-file.js'

/**
 * The draw's number from what somebody typed: the number itself or an address of this site.
 * @throws Error whose message is for people
 */
export function readDrawNumber(words) {
  const typed = words.normalize('NFKC').trim()
  if (/^https?:/i.test(typed) && !typed.startsWith(`${location.origin}/`)) {
    throw new Error('本页只从本网站取证明。别的网站的证明请先下载，再选择文件。')
  }
  const number = /CQ-?\d{4}-?\d{1,6}/i.exec(typed)?.[0]
  if (!number) throw new Error('没有看懂抽取编号。编号的样子是 CQ2026-001。')
  return number.toUpperCase()
}

/** The proof of the draw with this number, and the files that it may only name. */
export function servedProof(number) {
  return {
    proof: () => fetchBytes(`/draws/${number}/proof.json`),
    apart: (name) =>
      fetchBytes(`/draws/${number}/files/${name}.jsonl`).catch(({ message }) => {
        throw new Error(`取不到名单文件 ${name}.jsonl：${message}`)
      }),
  }
}

/** @throws Error whose message is for people */
async function fetchBytes(address) {
  const response = await fetch(address).catch(() => {
    throw new Error('连不上服务器，请检查网络后再试。')
  })
  if (!response.ok) throw new Error(await tellRefused(response))
  refuseTooLarge(Number(response.headers.get('content-length')))
  try {
    return new Uint8Array(await response.arrayBuffer())
  } catch {
    throw new Error('没有下载完就断了，请再试一次。')
  }
}

async function tellRefused(response) {
  const told = await response.json().catch(() => null)
  if (typeof told?.error === 'string') return told.error
  return `服务器现在给不出（${response.status}），请稍后再试。`
}
