/** The page where the operator, at the machine itself, scans the QR code that logs the bot in to WeChat. */
import express, { type Router } from 'express'
import QRCode from 'qrcode'
import { loopbackOnly } from './loopback-only.js'

interface WechatLogin {
  state: 'waiting' | 'scan' | 'in' | 'out'
  qr: string | null
}

const TELLS: Record<WechatLogin['state'], string> = {
  waiting: '微信正在启动，二维码稍后出现，请勿关闭本页。',
  scan: '请用机器人账号的手机微信扫描二维码，并在手机上确认登录。',
  in: '微信已登录，可以关闭本页。',
  out: '微信已退出登录，新的二维码稍后出现。',
}

/** `GET /wechat/login`, on loopback only: whoever scans this code decides which account the bot speaks with. */
export function wechatLogin(state: () => WechatLogin): Router {
  const router = express.Router()
  router.get('/wechat/login', loopbackOnly, async (_request, response) => {
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(await render(state()))
  })
  return router
}

async function render({ state, qr }: WechatLogin): Promise<string> {
  const code = qr === null ? '' : await QRCode.toString(qr, { type: 'svg', width: 320 })
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>微信登录</title>
</head>
<body>
<main>
<h1>微信登录</h1>
<p role="status">${TELLS[state]}</p>
${code}
</main>
</body>
</html>
`
}
