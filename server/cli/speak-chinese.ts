/** Makes commander's own words Chinese and leaves its errors to us. */
import type { Command } from 'commander'

const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}

/** Every command made from `program` afterwards speaks so too. */
export function speakChinese(program: Command): Command {
  return program
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      displayWidth,
      visibleGlobalOptions: () => [],
    })
    .helpOption('-h, --help', '显示帮助')
    .helpCommand(false)
}

/** Chinese characters take two columns of a terminal. */
function displayWidth(text: string): number {
  return Array.from(text).reduce((width, char) => width + (char > '\u2e7f' ? 2 : 1), 0)
}
