/** WeChat: whether the puppet that the settings name is installed. */
import type { Config } from '../../config.js'
import type { Finding } from './finding.js'

export async function checkWechat({ WECHATY_PUPPET: puppet }: Config): Promise<Finding[]> {
  if (!puppet) return [{ mark: '✓', text: '微信没有启用（没有 WECHATY_PUPPET）' }]
  try {
    import.meta.resolve(puppet)
    return [{ mark: '✓', text: `微信组件 ${puppet} 已安装；启动后在本机打开 /wechat/login 扫码` }]
  } catch {
    return [
      {
        mark: '✗',
        text: `没有安装微信组件 ${puppet}`,
        next: `请在安装目录运行 npm install --no-save ${puppet}`,
      },
    ]
  }
}
