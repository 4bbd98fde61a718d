/** What is said about the measures of the policy's timetable. */
import type { Department, Measure, MeasureProgress } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'

/** A measure with its responsible departments, and the newest report of each. */
export interface MeasureState {
  measure: Measure
  departments: { department: Department; progress: MeasureProgress | undefined }[]
}

type DepartmentState = MeasureState['departments'][number]

const standing = ({ progress }: DepartmentState) =>
  progress === undefined ? '未报告' : progress.confirmedBy ? '已办结' : `${progress.percent}%`

const lateMark = (state: MeasureState, today: string) =>
  state.measure.due < today && state.departments.some(({ progress }) => !progress?.confirmedBy)
    ? '　【已超期】'
    : ''

/** Long tasks are cut in lists. */
const short = (task: string) => ([...task].length > 40 ? `${[...task].slice(0, 40).join('')}……` : task)

export const measuring = {
  measure: {
    example: '/measure 3 进展 60% 已报送名录',
    needsPercent: (no: string) => `请这样写：/measure ${no.slice(0, 20)} 进展 60% 说明（完成的写 100%）`,
    needsDepartment: '请写明序号和部门，例如：/measure 办结 3 工商分局',
    tooLong: (most: number) => `说明太长，请写在 ${most} 字以内，材料作为附件发送。`,
    unknown: (no: string) => `没有序号为 ${no.slice(0, 20)} 的工作任务。发送 /measure 全部 查看。`,
    none: (all: number) =>
      all === 0
        ? '还没有导入工作任务。请领导小组办公室导入任务安排表：/import 工作任务（模板：/template 工作任务）。'
        : '没有本部门负责的工作任务。发送 /measure 全部 查看全部。',
    list: (states: MeasureState[], own: string | null, today: string) =>
      `${own === null ? '全部' : '本部门的'}工作任务（${states.length} 项）：\n${states
        .map((state) => {
          const { measure, departments } = state
          const mine = departments.find(({ department }) => department.code === own)
          const done = departments.filter(({ progress }) => progress?.confirmedBy).length
          const how = mine ? standing(mine) : `${done}/${departments.length} 个部门办结`
          return `▪ ${measure.no}　${short(measure.task)}\n　期限 ${formatDay(measure.due)}　${how}${lateMark(state, today)}`
        })
        .join('\n')}`,
    card: (state: MeasureState, today: string) =>
      [
        `【工作任务 ${state.measure.no}】${lateMark(state, today)}`,
        state.measure.task,
        `责任单位：${state.measure.units}`,
        `期限：${formatDay(state.measure.due)}`,
        ...state.departments.map(
          (one) =>
            `▪ ${one.department.shortName}　${standing(one)}${one.progress?.note ? `　${one.progress.note}` : ''}`,
        ),
        ...(state.departments.length === 0
          ? ['没有认出责任部门，请在表里填写“责任部门代码”后重新导入。']
          : []),
      ].join('\n'),
    notYours: (no: string) => `工作任务 ${no} 不由您所在的部门负责。发送 /measure 查看本部门的。`,
    doneAlready: (no: string) => `工作任务 ${no} 已经办结，不用再报告。`,
    thanks: (no: string, percent: number) =>
      `已记下工作任务 ${no} 的进展 ${percent}%${percent === 100 ? '，等领导小组办公室确认办结。' : '。'}`,
    reported: (no: string, department: string, percent: number, note: string) =>
      `【工作任务进展】${no}　${department}：${percent}%${note === '' ? '' : `\n${note}`}`,
    confirmLabel: '确认办结',
    notLeading: '工作任务由领导小组办公室确认办结。',
    notResponsible: (no: string, word: string) =>
      `“${word.slice(0, 20)}”不是工作任务 ${no} 的责任部门。发送 /measure ${no} 查看。`,
    notReported: (no: string, department: string) =>
      `${department}还没有报告完成（100%），不能确认办结。请它先发送：/measure ${no} 进展 100% 说明`,
    ownReport: '自己报告的进展，请另一位同事确认办结。',
    confirmed: (no: string, department: string) => `【已办结】工作任务 ${no}　${department}`,
    reminder: (lines: { no: string; task: string; due: string; days: number; percent: number | null }[]) =>
      `【工作任务提醒】本部门负责的以下工作任务还没有办结：\n${lines
        .map(
          ({ no, task, due, days, percent }) =>
            `▪ ${no}　${short(task)}\n　期限 ${formatDay(due)}，${
              days < 0 ? `已超期 ${-days} 个工作日` : days === 0 ? '今天到期' : `还有 ${days} 个工作日`
            }，${percent === null ? '还没有报告进展' : `报告进展 ${percent}%`}`,
        )
        .join('\n')}\n报告进展：/measure 序号 进展 60% 说明`,
    digest: (late: { no: string; departments: string[] }[]) =>
      `工作任务超期 ${late.length} 项：\n${late
        .map(
          ({ no, departments }) =>
            `▪ ${no}　${departments.slice(0, 5).join('、')}${departments.length > 5 ? ` 等 ${departments.length} 个部门` : ''}`,
        )
        .join('\n')}`,
  },
}
