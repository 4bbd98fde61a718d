/** What is said about the settings that an office makes for itself in the chat. */

const meaning = (days: number) =>
  days === 0
    ? '检查过的企业马上可以被其他计划抽到（有未完成检查任务的仍然不抽）'
    : `${days} 天内检查过的企业，其他计划不抽`

export const setting = {
  settings: {
    show: (days: number) =>
      `近期检查：${days} 天（${meaning(days)}）。\n修改请发送 /settings 近期检查 天数，由管理员或领导小组办公室的领导修改。`,
    badDays: (most: number) => `可以设置的有：近期检查（0 到 ${most} 天）。`,
    notYours: '设置由管理员或领导小组办公室所在部门的领导修改。',
    same: (days: number) => `近期检查本来就是 ${days} 天，没有改动。`,
    done: (before: number, days: number) =>
      `近期检查由 ${before} 天改为 ${days} 天：${meaning(days)}。已记入留痕账本；已经冻结名单的抽取不受影响。`,
    tell: (before: number, days: number, by: string) =>
      `【设置】${by}把近期检查由 ${before} 天改为 ${days} 天：${meaning(days)}。已经冻结名单的抽取不受影响。`,
  },
}
