/** The frame of every page of the board: nothing of the public site's columns, and the way out. */
import { STYLE_PATH } from '../assets.js'
import { type Html, html, toMarkup } from '../html.js'
import { BOARD_SCRIPT_PATH, BOARD_STYLE_PATH } from './board-files.js'

/** Who is in, and the word that his forms carry. */
export interface Reader {
  name: string
  /** The time at which the session ends, as people say it. */
  until: string
  formWord: string
}

/** A page that somebody who is in reads; `isLive` where it keeps itself up to date. */
export function boardPage(title: string, reader: Reader, body: Html, isLive = false): string {
  return frame(
    title,
    html`<nav aria-label="看板"><ul class="columns"><li><a href="/board">总览</a></li></ul></nav>
<form method="post" action="/board/leave" class="leave"><span class="quiet">${reader.name}<span class="until">，登录到 ${reader.until}</span></span>
<input type="hidden" name="word" value="${reader.formWord}"><button>退出</button></form>`,
    body,
    isLive,
  )
}

/** A page that anybody may see: it says nothing of the office. */
export const doorPage = (title: string, body: Html): string => frame(title, null, body)

function frame(title: string, controls: Html | null, body: Html, isLive = false): string {
  return toMarkup(html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow, noarchive">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLE_PATH}">
<link rel="stylesheet" href="${BOARD_STYLE_PATH}">
${isLive ? html`<script src="${BOARD_SCRIPT_PATH}" defer></script>` : null}
<title>${title} · 领导看板</title>
</head>
<body class="board">
<a class="skip" href="#main">跳到正文</a>
<header><span class="home"><span class="mark" aria-hidden="true">双</span>双随机 领导看板</span>
${controls}</header>
<main id="main">
${body}
</main>
<footer><p>仅供工作使用，请勿截图外传：检查前的名单不得告知检查对象。</p></footer>
</body>
</html>
`)
}
