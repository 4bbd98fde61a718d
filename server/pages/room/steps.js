/** Four steps through a whole inspection, in words, each with a button that does its first move. */
import { element } from './elements.js'

const steps = [
  ['选一位经办', '以办公室经办人员的身份开始。', '选人'],
  ['抽取', '在“办公室群”发 /draw，再按提示选计划。', '去发'],
  ['见证', '换一个人，在群里发 /witness 和任意一句话。', '换人'],
  ['检查', '换成被抽中的执法人员，在私聊里回复 /record。', '去看'],
]

/** @param moves one function a step; left out, the steps are only read */
export function stepNodes(moves) {
  return steps.map(([title, text, label], at) => {
    const node = element('li', {}, element('b', {}, title), element('span', {}, text))
    if (!moves) return node
    const button = element(
      'button',
      { type: 'button', className: 'plain', 'aria-label': `${title}：${label}` },
      label,
    )
    button.addEventListener('click', moves[at])
    node.append(button)
    return node
  })
}
