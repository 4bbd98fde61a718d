import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, it } from 'vitest'
import { wechatLogin } from '../../../server/pages/wechat-login.js'

type Login = ReturnType<Parameters<typeof wechatLogin>[0]>

async function open(login: Login, headers: Record<string, string> = {}) {
  const server = express()
    .use(wechatLogin(() => login))
    .listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const asked = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/wechat/login', headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part) => {
        body += part
      })
      response.on('end', () => resolve({ status: response.statusCode, body }))
    })
      .on('error', reject)
      .end()
  })
  await new Promise((resolve) => server.close(resolve))
  return asked
}

it('shows the code as a drawing, without script, and comes back by itself', async () => {
  const { status, body } = await open({ state: 'scan', qr: 'https://login.example/?a=<1>&b=2' })
  expect(status).toBe(200)
  expect(body).toContain('请用机器人账号的手机微信扫描二维码')
  expect(body).toMatch(/<svg [^>]*width="320"[\s\S]*<path /)
  expect(body).toContain('http-equiv="refresh" content="5"')
  expect(body).not.toMatch(/<script|login\.example/)
})

it('shows no code where there is none to scan', async () => {
  const { body } = await open({ state: 'in', qr: null })
  expect(body).toContain('微信已登录')
  expect(body).not.toContain('<svg')
})

it.each([{ host: 'ssj.example' }, { 'x-forwarded-for': '10.0.0.7' }, { forwarded: 'for=10.0.0.7' }])(
  'is not there for %j',
  async (headers) => {
    expect((await open({ state: 'scan', qr: 'x' }, headers)).status).toBe(404)
  },
)
