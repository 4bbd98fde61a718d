/** The board's plots as pictures of a page, wide for a desk and narrow for a phone. */
import type { Request } from 'express'
import { PLOTS, type PlotName } from '../../board/board-ask.js'
import { askBoard } from './ask-board.js'
import type { BoardOptions, Room } from './board-options.js'

/** Without quotes: they would end the attribute that the renderer writes it into. */
const FAMILY = 'system-ui, PingFang SC, Microsoft YaHei, Noto Sans SC, sans-serif'
const SIZES = {
  wide: { width: 880, height: 300, font: 14, family: FAMILY },
  narrow: { width: 350, height: 240, font: 11, family: FAMILY },
}

export async function showPlot(options: BoardOptions, request: Request): ReturnType<Room> {
  const [name = '', size = '', ...more] = String(request.params.plot)
    .replace(/\.svg$/, '')
    .split('-')
  if (!isPlot(name) || !Object.hasOwn(SIZES, size) || more.length > 0) return null
  const code = typeof request.query.department === 'string' ? request.query.department : null
  const svg = await askBoard(options, {
    ...{ ask: 'plot', plot: name, size: SIZES[size as keyof typeof SIZES], period: 'year', department: code },
  })
  return { svg }
}

const isPlot = (word: string): word is PlotName => (PLOTS as readonly string[]).includes(word)
