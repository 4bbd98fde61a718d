/** What the sample's firms do, what they are called, and where in the district they are. */

export interface Trade {
  name: string
  /** Share of all firms, in thousandths. */
  share: number
  /** Share of sole traders 个体工商户, in percent. */
  soleTraders: number
  shops: string[]
  companies: string[]
  /** Tags with the share of the trade's firms that carry them, in percent. */
  tags: [string, number][]
}

export const trades: Trade[] = [
  {
    name: '食品销售',
    share: 130,
    soleTraders: 75,
    shops: ['副食店', '粮油店', '生鲜超市', '水果店', '烟酒店', '便利店'],
    companies: ['食品销售', '粮油贸易', '商贸'],
    tags: [
      ['计量器具', 60],
      ['网络经营', 8],
    ],
  },
  {
    name: '餐饮服务',
    share: 150,
    soleTraders: 85,
    shops: ['餐馆', '面馆', '烩面馆', '小吃店', '火锅店', '早餐店', '饭庄'],
    companies: ['餐饮管理', '餐饮服务', '酒店管理'],
    tags: [
      ['人员密集场所', 30],
      ['网络经营', 15],
    ],
  },
  {
    name: '日用品零售',
    share: 170,
    soleTraders: 78,
    shops: ['服装店', '百货店', '五金店', '文具店', '鞋店', '家电店', '手机店'],
    companies: ['百货', '家电销售', '商贸'],
    tags: [
      ['网络经营', 10],
      ['人员密集场所', 5],
      ['计量器具', 5],
    ],
  },
  {
    name: '批发',
    share: 80,
    soleTraders: 25,
    shops: ['批发部', '建材经营部', '陶瓷批发部'],
    companies: ['建材', '陶瓷销售', '贸易', '物资'],
    tags: [['计量器具', 15]],
  },
  {
    name: '居民服务',
    share: 90,
    soleTraders: 82,
    shops: ['理发店', '美容院', '洗浴中心', '洗衣店', '照相馆', '家政服务部'],
    companies: ['家政服务', '物业服务', '养老服务'],
    tags: [
      ['人员密集场所', 8],
      ['预付卡经营', 25],
    ],
  },
  {
    name: '机动车维修',
    share: 45,
    soleTraders: 70,
    shops: ['汽修部', '轮胎店', '汽车美容店'],
    companies: ['汽车维修服务', '汽车服务'],
    tags: [['排污单位', 50]],
  },
  {
    name: '制造业',
    share: 90,
    soleTraders: 12,
    shops: ['加工厂', '制衣厂'],
    companies: ['陶瓷', '机械制造', '煤化工', '新材料', '服饰', '包装', '食品加工'],
    tags: [
      ['排污单位', 45],
      ['特种设备使用', 35],
      ['重点用能', 8],
    ],
  },
  {
    name: '建筑业',
    share: 45,
    soleTraders: 5,
    shops: ['装饰部'],
    companies: ['建筑工程', '建筑安装', '装饰工程', '市政工程'],
    tags: [['特种设备使用', 15]],
  },
  {
    name: '道路运输',
    share: 45,
    soleTraders: 30,
    shops: ['货运部', '配货站'],
    companies: ['运输', '物流', '汽车运输'],
    tags: [],
  },
  {
    name: '住宿业',
    share: 25,
    soleTraders: 65,
    shops: ['宾馆', '旅馆', '招待所', '客栈'],
    companies: ['酒店', '宾馆'],
    tags: [
      ['人员密集场所', 100],
      ['特种设备使用', 30],
    ],
  },
  {
    name: '文化娱乐',
    share: 25,
    soleTraders: 55,
    shops: ['网吧', '歌厅', '健身馆', '台球厅', '书店'],
    companies: ['文化传媒', '娱乐', '体育发展'],
    tags: [['人员密集场所', 80]],
  },
  {
    name: '药品医疗器械零售',
    share: 30,
    soleTraders: 50,
    shops: ['大药房', '药店', '医疗器械店', '眼镜店'],
    companies: ['医药', '医疗器械'],
    tags: [['计量器具', 10]],
  },
  {
    name: '危险化学品经营',
    share: 15,
    soleTraders: 10,
    shops: ['加油点', '液化气站'],
    companies: ['加油站', '化工产品销售', '燃气'],
    tags: [
      ['特种设备使用', 50],
      ['计量器具', 80],
    ],
  },
  {
    name: '种植养殖',
    share: 40,
    soleTraders: 15,
    shops: ['养殖场', '苗圃', '农资店'],
    companies: ['农业开发', '生态养殖', '林业'],
    tags: [['取水单位', 20]],
  },
  {
    name: '互联网销售',
    share: 20,
    soleTraders: 45,
    shops: ['网店', '电商工作室'],
    companies: ['电子商务', '网络科技'],
    tags: [['网络经营', 100]],
  },
]

export const districts: { name: string; share: number; roads: string[] }[] = [
  { name: '红旗街道', share: 20, roads: ['红旗街', '朝霞街', '前进路'] },
  { name: '长风中路街道', share: 18, roads: ['长风中路', '春雷路', '长风南路'] },
  { name: '山城路街道', share: 17, roads: ['山城路', '牟山街', '胜利街'] },
  { name: '汤河桥街道', share: 14, roads: ['汤河街', '桥南路', '汤河西路'] },
  { name: '鹿楼街道', share: 12, roads: ['鹿楼路', '故县街', '奔流街'] },
  { name: '宝山街道', share: 7, roads: ['宝山大道', '循环园路'] },
  { name: '大胡街道', share: 5, roads: ['大胡路', '新村街'] },
  { name: '石林镇', share: 7, roads: ['石林街', '镇前路', '石陈路'] },
]

export const brandFirst = [...'福瑞鑫恒金盛宏泰祥顺和兴隆嘉德永华聚丰源广安康惠万百佳天龙凤新鸿东']
export const brandSecond = [...'源达康泰丰顺兴隆祥和盛旺发通安宁佳美悦乐林海洋诚信义合力园满堂阳']
