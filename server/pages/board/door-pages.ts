/** What stands before the board: the button that uses the link up, and why somebody is not let in and what to do then. */
import type { Turned } from '../../../commands/supervision/board-access.js'
import { html } from '../html.js'
import { doorPage } from './board-frame.js'

const AGAIN = '请私聊机器人发送 /board（看板），领取新的链接。'

/** Title, what happened, what to do. */
type Words = [string, string, string]

const LINK_WORDS: Record<Turned, Words> = {
  unknown: ['链接无效', '没有这个链接：可能没有复制完整，或者领取了新的链接，旧的已经作废。', AGAIN],
  used: [
    '链接已经用过',
    '一次性链接只能用一次。',
    `如果刚才就是您本人，直接打开看板即可；如果不是，请立即私聊机器人发送 /board 退出。要在别的设备上看，${AGAIN}`,
  ],
  expired: ['链接已过期', '链接 15 分钟内有效。', AGAIN],
  unbound: [
    '账号已解除绑定',
    '领取这个链接的账号已解除绑定，或本人已不在岗。',
    '请向管理员领取绑定码，重新绑定后再私聊机器人发送 /board。',
  ],
  'no-role': [
    '没有查看权限',
    '领导看板只供领导、监察人员和管理员查看，您现在的角色不在其中。',
    '如有变动，请联系管理员。',
  ],
}

const SESSION_WORDS: Record<Turned | 'none', Words> = {
  none: ['请先领取链接', '领导看板只能用机器人发给您本人的一次性链接进入。', AGAIN],
  unknown: ['登录已结束', '这里的登录已经结束。', AGAIN],
  used: ['登录已结束', '这里的登录已经结束。', AGAIN],
  expired: ['登录已到期', '每次登录 8 小时有效。', AGAIN],
  unbound: LINK_WORDS.unbound,
  'no-role': LINK_WORDS['no-role'],
}

export const LINK_STATUS: Record<Turned, number> = {
  ...{ unknown: 404, used: 410, expired: 410, unbound: 403, 'no-role': 403 },
}

/** A chat that looks at the link for a preview uses nothing up: only the button does. It names nobody. */
export const renderEnter = (token: string): string =>
  doorPage(
    '进入看板',
    html`<section class="lead"><h1>进入领导看板</h1>
<p>链接只能用一次。请在您自己的设备上点下面的按钮。</p></section>
<section><form method="post" action="/board/enter"><input type="hidden" name="token" value="${token}">
<p class="actions"><button class="button">进入看板</button></p></form>
<p class="quiet">进入后 8 小时内有效；用完请点“退出”。</p></section>`,
  )

export const renderTurnedLink = (why: Turned): string => renderWords(LINK_WORDS[why], why === 'used')
export const renderTurned = (why: Turned | 'none'): string => renderWords(SESSION_WORDS[why], false)

const renderWords = ([title, what, then]: Words, open: boolean): string =>
  doorPage(
    title,
    html`<section class="lead"><h1>${title}</h1><p>${what}</p><p>${then}</p>
${open ? html`<p class="actions"><a class="button plain" href="/board">打开看板</a></p>` : null}</section>`,
  )

export const renderLeft = (): string =>
  renderWords(['已退出', '您已退出领导看板。', `再次查看，${AGAIN}`], false)

export const renderForeign = (): string =>
  renderWords(['没有进入', '这个请求是从别的网站发来的，没有执行。', `请直接打开链接；或者${AGAIN}`], false)
