/** How anybody can check a draw, in three ways that share no code. */
import { html } from './html.js'
import { page } from './layout.js'

/** The page at `/how-to-check`. */
export function renderHowToCheck(domain: string | null): string {
  return page(
    '怎样核验一次抽取',
    html`<section class="lead"><h1>怎样核验一次抽取</h1>
<p>抽取的每一步都留下凭据，任何人都可以从头重算，不需要相信主办单位。</p></section>
<section aria-labelledby="why"><h2 id="why">为什么作不了假</h2>
<ol class="steps">
<li><b>先有承诺</b>抽取之前，企业名单、检查人员名单、剔除名单、规则和一个封存的随机数都已定下，并公布它们的承诺值 C。之后改动任何一个字，C 都会不同。</li>
<li><b>再有见证</b>见证人各说一句话；有的计划还要等一个事先约定的公开随机数。这些和封存的随机数一起算出种子：最后一句话说出之前，谁也算不出种子。</li>
<li><b>人人可重算</b>种子决定每家企业的抽签号，抽签号决定抽中谁、谁去检查。证明文件里有重算所需的一切，没有个人的电话和住址。</li>
</ol></section>
<section aria-labelledby="how"><h2 id="how">三种核验方法</h2>
<ol class="steps">
<li><b>在浏览器中</b>打开<a href="/verify">核验页面</a>，输入抽取编号。计算在您自己的手机或电脑上进行，页面保存下来断网也能用。</li>
<li><b>用 Python</b>在抽取的页面下载证明文件，再下载<a href="/verify/ssj_verify.py">核验程序</a>，运行 <code>python3 ssj_verify.py 证明文件</code>。</li>
<li><b>自己写</b>协议是公开的，照着写一个程序，结果应当一样。</li>
</ol>
<p>只想知道某一家企业抽中没有、抽签号是多少，在<a href="/draws">抽取</a>的页面输入它的统一社会信用代码或全称。</p></section>
<section aria-labelledby="which"><h2 id="which">哪些不能核验</h2>
<p>在上级平台抽取的没有证明，页面会注明；不事先公开的计划，证明在检查期限过后才公布；作废或失败的抽取没有结果，原因写在它的页面上。</p></section>`,
    { column: 'check', domain },
  )
}
