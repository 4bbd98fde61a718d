/** The board's plots, as SVG: what falls due on the days to come, and the trend over the last weeks. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Week } from '../../commands/rules/figures.js'
import type { Day } from '../../db/store.js'
import type { DayCount } from './gather-overview.js'

export interface PlotSize {
  width: number
  height: number
  /** Of its words, in pixels. */
  font: number
  family: string
}

/** Distinguished by lightness too. */
const LIGHT = '#8fb4e8'
const DARK = '#1c5fd0'
const ALARM = '#a5401f'

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer])

/** What was done in each week. @param today the week that it lies in is not over */
export function trendPlot(weeks: readonly Week[], today: Day, size: PlotSize): string {
  const [recorded, disclosed] = [weeks.map((one) => one.recorded), weeks.map((one) => one.disclosed)]
  return plot(
    weeks.map(({ end }) => weekName(end, today)),
    [bar('填报', LIGHT, recorded, size), bar('公示', DARK, disclosed, size)],
    size,
  )
}

/** What was owed when each week ended; apart, since its numbers have another measure. */
export function owedPlot(weeks: readonly Week[], today: Day, size: PlotSize): string {
  const owed = weeks.map(({ visitsOverdue, resultsOverdue }) => visitsOverdue + resultsOverdue)
  const line = { lineStyle: { width: size.font / 8 }, symbolSize: size.font / 2 }
  return plot(
    weeks.map(({ end }) => weekName(end, today)),
    [{ ...bar('周末仍超期', ALARM, owed, size), ...line, type: 'line' }],
    size,
  )
}

/** Open tasks by their last day. */
export function daysPlot(days: readonly DayCount[], size: PlotSize): string {
  const [visits, results] = [days.map((one) => one.visits), days.map((one) => one.results)]
  return plot(
    days.map(({ day }) => short(day)),
    [bar('待检查', LIGHT, visits, size), bar('待公示', DARK, results, size)],
    size,
  )
}

function plot(names: string[], series: object[], { width, height, font, family }: PlotSize): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  const axisLabel = { fontSize: font, color: INK, interval: 0 }
  chart.setOption({
    ...{ animation: false, textStyle: { fontFamily: family, color: INK }, series },
    legend: { top: 0, left: 0, itemGap: font, textStyle: { fontSize: font, color: INK } },
    grid: { left: 4, right: 12, top: font * 3.2, bottom: 4, outerBoundsMode: 'same' },
    xAxis: { type: 'category', data: names, axisLabel, axisTick: { show: false } },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3, axisLabel },
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

const INK = '#1b2330'

const bar = (name: string, color: string, data: number[], { font }: PlotSize) => ({
  ...{ type: 'bar', name, data, itemStyle: { color }, barMaxWidth: font * 1.6, barGap: '8%' },
  label: {
    ...{ show: true, position: 'top', fontSize: font * 0.9, color: INK },
    // Noughts would only hide what there is.
    formatter: ({ value }: { value: number }) => (value === 0 ? '' : String(value)),
  },
})

const weekName = (end: Day, today: Day): string => (end < today ? short(end) : '本周')

/** 3.15 */
const short = (day: string): string => `${Number(day.slice(5, 7))}.${Number(day.slice(8, 10))}`
