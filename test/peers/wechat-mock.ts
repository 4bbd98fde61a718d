/** A WeChat in this process: people and rooms that speak to the bot through Wechaty's mock puppet. */
import { FileBox } from 'file-box'
import { type impls, log } from 'wechaty-puppet'
import { Message } from 'wechaty-puppet/types'
import { mock, PuppetMock } from 'wechaty-puppet-mock'

export interface Sent {
  text: string
  file: { name: string; bytes: Buffer } | null
}

export interface WechatPeer {
  puppet: impls.PuppetInterface
  /** The bot scans in as this account; only after a logout as another one. */
  login(account?: string): void
  logout(): Promise<void>
  /** Makes a room in which the bot and these contacts are, and answers its id. */
  room(topic: string, ...members: string[]): string
  /** Answers the message's id. In a room, `mention` puts `@bot` and U+2005 in front. */
  say(contact: string, room: string | null, text: string, mention?: boolean): string
  sendFile(contact: string, room: string | null, name: string, bytes: Buffer, kind?: Message): string
  /** Any other message as the puppet would tell it. */
  tell(
    contact: string,
    room: string | null,
    payload: { type: Message; text?: string; timestamp?: number },
  ): string
  removeBot(room: string): void
  /** What the bot said in a room or to a contact, oldest first. */
  sentTo(chat: string): Sent[]
}

log.level('silent')

/** A contact's id is its name; contacts come into being when they are first named. */
export function createWechatPeer(): WechatPeer {
  const mocker = new mock.Mocker()
  const puppet = new PuppetMock({ mocker })
  let bot = 'bot'
  let messages = 0

  function contact(id: string) {
    return mocker.cacheContactPayload.has(id)
      ? mocker.ContactMock.load(id)
      : mocker.createContact({ id, name: id })
  }

  function tell(
    from: string,
    roomId: string | null,
    payload: {
      type: Message
      text?: string
      timestamp?: number
      filename?: string
      mentionIdList?: string[]
    },
  ): string {
    const id = `m${++messages}`
    const to = roomId ? { roomId } : { listenerId: bot }
    mocker.MessageMock.create({
      id,
      talkerId: contact(from).id,
      timestamp: Date.now(),
      ...to,
      ...payload,
    } as Parameters<typeof mocker.MessageMock.create>[0])
    return id
  }

  /** The mock puppet itself tells of messages only when a contact says them. */
  function announce(messageId: string): string {
    puppet.emit('message', { messageId })
    return messageId
  }

  function sent(id: string, text = ''): Sent {
    const box = mocker.cacheFileBoxPayload.get(id)
    if (!box) return { text, file: null }
    const { base64 } = box as unknown as { base64: string }
    return { text, file: { name: box.name, bytes: Buffer.from(base64, 'base64') } }
  }

  return {
    puppet: puppet as unknown as impls.PuppetInterface,
    login(account = 'bot') {
      bot = account
      mocker.login(contact(account))
      // A real puppet says so once its contacts are loaded; the mock never does.
      puppet.emit('ready', { data: 'contacts loaded' })
    },
    logout: () => puppet.logout('logged out on the phone'),
    room(topic, ...members) {
      // The mock takes an id for a room's when it contains '@'.
      const id = `${topic}@chatroom`
      mocker.createRoom({ id, topic, memberIdList: [bot, ...members].map((name) => contact(name).id) })
      return id
    },
    say(from, room, text, mention = false) {
      const named = mention ? `@${bot}\u2005${text}` : text
      return announce(
        tell(from, room, { type: Message.Text, text: named, mentionIdList: mention ? [bot] : [] }),
      )
    },
    sendFile(from, room, name, bytes, kind = Message.Attachment) {
      const id = tell(from, room, { type: kind, filename: name, text: '<msg>markup</msg>' })
      mocker.cacheFileBoxPayload.set(id, FileBox.fromBase64(bytes.toString('base64'), name).toJSON())
      return announce(id)
    },
    tell: (from, room, payload) => announce(tell(from, room, payload)),
    removeBot(room) {
      mocker.RoomMock.load(room).remove(contact(bot)).by(contact('群主'))
    },
    sentTo(chat) {
      return [...mocker.cacheMessagePayload.values()]
        .filter((one) => one.talkerId === bot && (one.roomId || one.listenerId) === chat)
        .map((one) => sent(one.id, one.text))
    },
  }
}
