/** What busy inspectors say, by chance, and what must have come of each message in the end. */
import type { BotApi } from '../peers/bot-api-server.js'
import type { Speaker } from './seed-busy-county.js'

/** One message; its answer is the only thing said in the chat that contains all of `answer`. */
export interface Said {
  update: number
  chat: string
  answer: string[]
}

/** What one version of a visit's record must hold. */
export interface ReportedVersion {
  by: string
  note: string
  file: string | null
}

export interface Talk {
  readonly said: Said[]
  /** Visit and person of every acknowledgement. */
  readonly acks: string[]
  /** By visit, oldest version first. */
  readonly reports: ReadonlyMap<string, ReportedVersion[]>
  /** Somebody says something: one message, or the few of one dialogue. */
  next(): void
}

/** @param chance numbers from 0 up to 1; the same ones give the same talk */
export function createTalk(peer: BotApi, speakers: Speaker[], chance: () => number): Talk {
  const said: Said[] = []
  const acks: string[] = []
  const reports = new Map<string, ReportedVersion[]>()
  const once = new Set<string>()
  let marks = 0

  const pick = <T>(from: T[]) => from[Math.floor(chance() * from.length)]
  const firstTime = (what: string) => !once.has(what) && once.add(what)

  function nextMark(): string {
    marks += 1
    return `M${String(marks).padStart(5, '0')}`
  }

  function say(speaker: Speaker, text: string, answer: string[], extra = {}): void {
    const user = { id: speaker.account, name: speaker.person }
    const chat = { id: speaker.account, type: 'private', title: speaker.person } as const
    said.push({ update: peer.say(user, chat, text, extra), chat: String(chat.id), answer })
  }

  function report(speaker: Speaker, visit: string, file: string | null): string {
    const note = nextMark()
    reports.set(visit, [...(reports.get(visit) ?? []), { by: speaker.person, note, file }])
    return note
  }

  function ack(speaker: Speaker): boolean {
    const visit = pick(speaker.visits)!
    if (!firstTime(`ack ${visit}`)) return false
    acks.push(`${visit} ${speaker.person}`)
    say(speaker, `/ack ${visit}`, ['已记下您收到', visit])
    return true
  }

  /** A first record or a correction, in one line, half of them under a document. */
  function record(speaker: Speaker): boolean {
    const visit = pick(speaker.visits)!
    const file = chance() < 0.5 ? `${visit} 照片 ${marks}.jpg` : null
    const correction = reports.has(visit) ? ' 更正=写错了' : ''
    const note = report(speaker, visit, file)
    const text = `/record ${visit} 结果=未发现问题 签字=是 备注=${note}${correction}`
    say(speaker, text, ['填报成功', note], file === null ? {} : underDocument(file, text))
    return true
  }

  function underDocument(file_name: string, caption: string) {
    const bytes = Buffer.from(file_name)
    const document = { file_id: peer.upload(bytes), file_name, file_size: bytes.length }
    return { text: undefined, caption, document }
  }

  /** Six messages, once a person: the questions would not be told apart a second time. */
  function dialogue(speaker: Speaker): boolean {
    const visit = speaker.visits.find((no) => !reports.has(no))
    if (!visit || !firstTime(`dialogue ${speaker.person}`)) return false
    const note = report(speaker, visit, null)
    say(speaker, `/record ${visit}`, ['检查结果是', visit])
    say(speaker, '1', ['被检查单位负责人签字或盖章了吗'])
    say(speaker, '1', ['哪一天检查的'])
    say(speaker, '1', ['备注（可写检查情况）'])
    say(speaker, note, ['请核对', note])
    say(speaker, '1', ['填报成功', note])
    return true
  }

  function ask(speaker: Speaker): boolean {
    const [word, answer] = pick([
      ['/who', `（${speaker.person}）`],
      ['/progress', '您的任务：已填报'],
    ])!
    if (!firstTime(`${word} ${speaker.person}`)) return false
    say(speaker, word!, [answer!])
    return true
  }

  function blunder(speaker: Speaker): boolean {
    const mark = nextMark()
    say(speaker, `/ack ${mark}`, ['看不懂编号', mark])
    return true
  }

  const deeds = [ack, record, record, record, dialogue, ask, blunder]
  return {
    said,
    acks,
    reports,
    next() {
      const speaker = pick(speakers)!
      if (!pick(deeds)!(speaker)) record(speaker)
    },
  }
}
