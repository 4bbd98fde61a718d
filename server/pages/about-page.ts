/** What this site is, who answers for it, and the statement that public sites owe their readers. */
import { messages } from '../../commands/messages.js'
import type { Department } from '../../db/store.js'
import { html } from './html.js'
import { page } from './layout.js'

export interface AboutPage {
  departments: Pick<Department, 'name' | 'leading'>[]
  domain: string | null
}

/** The page at `/about`. */
export function renderAbout({ departments, domain }: AboutPage): string {
  const host = departments.find(({ leading }) => leading)?.name ?? '双随机抽查工作领导小组办公室'
  return page(
    '关于本站',
    html`<section class="lead"><h1>关于本站</h1>
<p>本站公布“双随机、一公开”监管工作的全过程：抽查事项、抽查计划、公开抽取和抽查结果。</p></section>
<section aria-labelledby="what"><h2 id="what">公布什么</h2>
<ul class="rows">
<li><b>事项和计划</b>：列入清单并公布的事项，经批准、备案的计划。</li>
<li><b>抽取</b>：每次抽取事先的承诺、见证人的话、数量和可以重算的证明。</li>
<li><b>结果</b>：检查结束（没有发现问题的）或作出处理决定（发现问题的）之日起 20 个工作日内公示。</li>
<li><b>更正</b>：公示有误的，以新的一版更正并说明原因，原来的一版保留。</li>
</ul>
<p>检查开始之前，网页不列出抽中了哪些企业、由谁检查；为了任何人都能核验，抽取证明文件里有企业的统一社会信用代码和检查人员的执法证号，按企业可以查询是否被抽中。不事先公开的计划，抽取证明在检查期限过后才公布。抽取证明里还有见证人在本系统内的编号和见证的原话。个人的电话、住址、身份证号码和检查人员姓名不在本站出现。</p></section>
<section aria-labelledby="statement"><h2 id="statement">网站声明</h2>
<p>公示信息由作出检查的部门负责，以该部门的正式文书为准。被抽中不代表涉嫌违法。</p>
<p>公示信息和开放数据可以免费查阅、下载和再利用，请注明来源和获取日期，不得歪曲原意。</p>
<p>本站不使用 Cookie，不收集访问者的个人信息；为了防止滥用，会在内存中短时记录访问次数。页面不引用任何外部资源，不需要脚本。</p>
<p>本站按无障碍要求编写：可以用键盘浏览，可以放大到 200%，图表都附有文字表格。</p></section>
<section aria-labelledby="contact"><h2 id="contact">联系我们</h2>
<dl class="facts"><div><dt>主办</dt><dd>${host}</dd></div></dl>
<p>对各部门工作的通报按公开的规则表扬和批评：${messages.bulletin.rule.join('')}</p>
<p>企业的信用等级按<a href="/credit-rules">公开的规则</a>评定；绿色通道、联合惩戒和黑名单见<a href="/lists">信用名单</a>。</p>
<p>公示的结果还自动发送给<a href="/sharing">信息共享成员单位</a>，名录和用途公开。</p>
<p>对某一份公示结果有异议的，请向该结果的抽查机关提出；对抽取过程有疑问的，请向主办单位提出，也可以自己<a href="/how-to-check">核验</a>。</p>
<details><summary>参加抽查的部门（${departments.length} 个）</summary><ul class="rows">${departments.map(({ name }) => html`<li>${name}</li>`)}</ul></details></section>`,
    { column: 'about', domain },
  )
}
