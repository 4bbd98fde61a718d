/** What an upper platform is told when it pushes a change of the registries. */
export const pushing = {
  push: {
    badSignature: '签名不对或缺少签名，请核对密钥和 x-ssj-timestamp、x-ssj-signature 两个请求头。',
    staleTimestamp: 'x-ssj-timestamp 与本机时间相差超过 5 分钟，请校准时钟后重新签名。',
    badJson: '请求内容不是 UTF-8 编码的 JSON，或请求头不对。',
    tooLarge: '请求内容超过 64 KB，一次只能推送一条变更。',
    badEvent: (where: string) =>
      `请求应为 {"id","kind","op","record"}，其中 ${where || '整个内容'} 不对；写法见 docs/registry-webhook.md。`,
    badRecord: '记录里有不对的栏目，没有写入；请按 faults 逐项改正后重发。',
    refersToNothing: '记录与名录里已有的内容对不上，没有写入；原因见 faults。',
    unknownRecord: (key: string) => `名录里没有 ${key}，没有什么可以关闭的。`,
    replayed: (at: string) => `这个编号的变更已在 ${at} 处理过，没有再次写入。`,
    importing: '正在导入名录，请稍后重试。',
  },
}
