/** The member units of the leading group (山政办〔2016〕26号, annex 1) and how many inspectors the sample gives them. */

export interface Unit {
  code: string
  name: string
  shortName: string
  inspectors: number
  /** What its inspectors are trained in. */
  tags: string[]
}

/** The leading group's office. */
export const leadingCode = 'SCQ-FZ'
export const supervisingCode = 'SCQ-JC'

const lines = `
FZ 区政府法制办 法制办
GS 区工商分局 工商分局 22 登记 网络交易 广告 价格
SY 区食药监分局 食药监分局 20 食品 食品 食品 药品
ZL 区质监分局 质监分局 14 特种设备 计量 产品质量
AJ 区安监局 安监局 12 安全生产 危险化学品
ZJ 区住建环保局 住建环保局 12 环保 环保 建设
XD 区消防大队 消防大队 10 消防
GA 区公安分局 公安分局 8 治安
JT 区交通局 交通局 8 道路运输
WJ 区卫计委 卫计委 8 公共卫生 医疗
GSJ 区国税局 国税局 6 财务
DSJ 区地税局 地税局 5 财务
RS 区人社局 人社局 5 劳动保障
WL 区文体旅局 文体旅局 5 文化 旅游
NY 区农业局 农业局 5 农资 农产品
XM 区畜牧局 畜牧局 3 动物防疫
SL 区水利局 水利局 3 水资源
LY 区林业局 林业局 3 林业
MZ 区民政局 民政局 3 养老服务
SW 区商务局 商务局 3 商贸流通
FG 区发改委 发改委 3 价格 节能
TJ 区统计局 统计局 2 统计
JC 区监察局 监察局
WB 区委办 区委办
DA 区档案局 档案局
SZ 区史志办 史志办
MW 区民宗委 民宗委
WM 区文明办 文明办
BB 区编办 编办
FY 区法院 区法院
GX 区工信委 工信委
JK 区教科局 教科局
SJ 区审计局 审计局
XF 区信访局 信访局
SF 区司法局 司法局
SG 区事管局 事管局
GT 区国土资源管理中心 国土中心
GH 区规划局 规划局
FC 区房产管理中心 房产中心
JTG 区经投公司 经投公司
FP 区扶贫办 扶贫办
`

export const units: Unit[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [code = '', name = '', shortName = '', inspectors = '0', ...tags] = line.split(' ')
    return { code: `SCQ-${code}`, name, shortName, inspectors: Number(inspectors), tags }
  })

export function departmentRows(): string[][] {
  const rows = units.map(({ code, name, shortName }) => [
    code,
    name,
    shortName,
    code === leadingCode ? '是' : '否',
  ])
  return [['部门代码', '部门名称', '部门简称', '领导小组办公室'], ...rows]
}
