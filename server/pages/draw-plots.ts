/** The worker's part of the statistics: draws the plots as SVG, wide for a desk and narrow for a phone. */
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Store } from '../../db/store.js'
import { gatherStatistics, type PlotName, type Statistics } from './statistics.js'

export type Plots = Record<`${PlotName}-${'wide' | 'narrow'}`, string>

interface Series {
  name: string
  color: string
  values: number[]
}

const MOST_MONTHS = 24
const MOST_BARS = 12
/** Without quotes: they would end the attribute that the renderer writes it into. */
const FONT = 'system-ui, PingFang SC, Microsoft YaHei, Noto Sans SC, sans-serif'
/** Distinguished by lightness too. */
const [GOOD, BAD, PLAIN] = ['#8fb4e8', '#a5401f', '#1c5fd0']
const SIZES = { wide: { width: 880, height: 380 }, narrow: { width: 360, height: 380 } } as const

use([BarChart, GridComponent, LegendComponent, SVGRenderer])

export async function drawPlots(store: Store): Promise<Plots> {
  const statistics = await store.read(gatherStatistics)
  const plots: Partial<Plots> = {}
  for (const size of ['wide', 'narrow'] as const) {
    plots[`months-${size}`] = draw(monthsPlot(statistics, size === 'wide' ? MOST_MONTHS : 12), size)
    plots[`departments-${size}`] = draw(departmentsPlot(statistics), size)
    plots[`findings-${size}`] = draw(findingsPlot(statistics), size)
  }
  return plots as Plots
}

function draw(option: object, size: keyof typeof SIZES): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZES[size] })
  chart.setOption({ animation: false, textStyle: { fontFamily: FONT, color: '#1b2330' }, ...option })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

function stacked(rows: Statistics['months']): Series[] {
  return [
    { name: '未发现问题', color: GOOD!, values: rows.map(({ results, problems }) => results - problems) },
    { name: '发现问题', color: BAD!, values: rows.map(({ problems }) => problems) },
  ]
}

function monthsPlot({ months }: Statistics, most: number): object {
  const rows = months.slice(0, most).reverse()
  const names = rows.map(({ name }) => name.replace('年', '.').replace('月', ''))
  return {
    ...common(stacked(rows)),
    xAxis: { type: 'category', data: names, axisLabel: { ...AXIS, rotate: 45 } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: AXIS },
  }
}

const departmentsPlot = ({ departments }: Statistics): object => {
  const rows = departments.slice(0, MOST_BARS).reverse()
  return { ...common(stacked(rows)), ...lying(rows.map(({ name }) => name)) }
}

function findingsPlot({ findings }: Statistics): object {
  const rows = findings.slice(0, MOST_BARS).reverse()
  const series = [{ name: '次数', color: PLAIN!, values: rows.map(({ results }) => results) }]
  return {
    ...common(series),
    legend: { show: false },
    grid: { ...GRID, top: 8 },
    ...lying(rows.map(({ name }) => name)),
  }
}

const GRID = { left: 8, right: 24, top: 40, bottom: 8, outerBoundsMode: 'same' }
const AXIS = { fontSize: 13 }

const common = (series: Series[]) => ({
  grid: GRID,
  legend: { top: 0, left: 0, textStyle: { fontSize: 13 } },
  series: series.map(({ name, color, values }) => ({
    ...{ type: 'bar', stack: 'all', name, data: values, itemStyle: { color }, barMaxWidth: 28 },
  })),
})

const lying = (names: string[]) => ({
  xAxis: { type: 'value', minInterval: 1, splitNumber: 4, axisLabel: AXIS },
  yAxis: { type: 'category', data: names, axisLabel: { ...AXIS, width: 140, overflow: 'break' } },
})
