cli-case-about = 立卷、逐步办理案件，显示案件到了哪一步
cli-case-usage = bonafide case <命令> [选项] …

cli-case-new-about = 报告问责事项并立卷；从此必须研判
cli-case-new-usage = bonafide case new --as 编号 [选项] 栏=内容…
cli-case-new-act = 以什么立卷：报告、报备、提醒、培训；不写则为报告
cli-case-new-exit = 退出码：0 已记录；2 依规则不予办理；3 填写有误；1 故障。

cli-case-do-about = 在案件中办理一项；不能办的，说明依哪一条不能办、可以怎样办
cli-case-do-usage = bonafide case do --as 编号 [选项] 案号 事项 栏=内容…
cli-case-do-act = 办理什么，写中文名或英文名；bonafide case acts 列出全部
cli-case-do-expect_version = 你看到的案件版本；其间案件有变动的，不予办理
cli-case-do-file = 随证据入卷的文件；类型按内容认定
cli-case-do-exit = 退出码：0 已记录；2 依规则不予办理；3 填写有误；1 故障。

cli-case-show-about = 显示案件到了哪一步，下一步谁办、何时以前办
cli-case-show-usage = bonafide case show [选项] 案号
cli-case-show-on = 以哪一天看；不写则为北京时间今天

cli-case-timeline-about = 按先后列出案件中发生的事
cli-case-timeline-usage = bonafide case timeline [选项] 案号
cli-case-timeline-on = 以哪一天看；不写则为北京时间今天

cli-case-due-about = 列出各案正在进行的期限，逾期的在前，权利期限另列
cli-case-due-usage = bonafide case due [选项]
cli-case-due-on = 以哪一天看；不写则为北京时间今天

cli-case-list-about = 列出全部案件
cli-case-list-usage = bonafide case list [选项]

cli-case-export-about = 把案件连同证明和附件写成一份档案，任何机器上都能用 record verify 核验
cli-case-export-usage = bonafide case export [选项] --into 文件 案号
cli-case-export-into = 档案文件；已有的文件不覆盖

cli-case-import-about = 核验其他机关送来的案件档案，记录已经接收
cli-case-import-usage = bonafide case import --as 编号 --key 公钥 [选项] 案号.archive
cli-case-import-key = 对方记录的公钥，以公布的为准
cli-case-import-archive = 档案文件
cli-case-import-exit = 退出码：0 已接收；2 档案被改动，或者以前接收过；3 不是档案。

cli-case-acts-about = 列出可以办理的事项，或者某一事项的各栏
cli-case-acts-usage = bonafide case acts [选项] [事项]
cli-case-acts-act = 要看哪一事项的各栏

cli-people-about = 人员名册：谁是谁，谁要回避，可以分派谁、抽到谁
cli-people-usage = bonafide people <命令> [选项] …

cli-people-import-about = 把名册文本导入：要么全部，要么不导入
cli-people-import-usage = bonafide people import --as 编号 [选项] 名册.md
cli-people-import-file = 名册：Markdown 表格，写法见 docs/reference/people.md

cli-people-show-about = 显示名册上的人和现任职务
cli-people-show-usage = bonafide people show [选项] [编号]
cli-people-show-person = 只看这个人
cli-people-show-on = 以哪一天看；不写则为北京时间今天

cli-people-bars-about = 说明某人为何不能参与某案，还有什么可能影响公正
cli-people-bars-usage = bonafide people bars [选项] 案号 编号
cli-people-bars-person = 人员编号
cli-people-bars-part = 要担任什么：investigate 核查，assess 评估，propose 提出，decide 决定，review 复核；不写则为核查
cli-people-bars-on = 以哪一天看；不写则为北京时间今天
cli-people-bars-exit = 退出码：0 可以参与；2 应当回避。

cli-people-suggest-about = 建议分派给谁，最公平的在前，并说明其他人为什么不行
cli-people-suggest-usage = bonafide people suggest [选项] 案号
cli-people-suggest-count = 需要几人；不写则为 2
cli-people-suggest-organ = 在哪个机构的成员中，按制度里的名称；不写则为核查组
cli-people-suggest-on = 以哪一天看；不写则为北京时间今天
cli-people-suggest-exit = 退出码：0 人数够；2 不够。

cli-people-draw-about = 抽签产生评估人，人人可以重算
cli-people-draw-usage = bonafide people draw [选项] 案号
cli-people-draw-count = 抽几人；不写则为 3
cli-people-draw-pool = 从哪份名单：third-party 第三方，appraiser 评议员；不写则为第三方
cli-people-draw-round = 本案以前抽过几次；第一次为 0
cli-people-draw-on = 以哪一天看；不写则为北京时间今天

cli-rules-about = 采用制度，列出已经采用的制度
cli-rules-usage = bonafide rules <命令> [选项] …

cli-rules-adopt-about = 检查制度并记录采用；此后案件依它办理
cli-rules-adopt-usage = bonafide rules adopt --as 编号 [选项] 制度.md
cli-rules-adopt-file = 制度文件
cli-rules-adopt-unit = 适用于哪个单位及其下属；不写则适用于全部
cli-rules-adopt-superior = 上级制度，不在同一文件夹时写明
cli-rules-adopt-exit = 退出码：0 已采用；2 不予采用；3 文本有误，或者缺少法律要求的内容。

cli-rules-list-about = 列出已经采用的制度
cli-rules-list-usage = bonafide rules list [选项]

cli-record-about = 核验、签署、证明记录
cli-record-usage = bonafide record <命令> [选项]

cli-record-verify-about = 从存储的字节重新推算一切，指出第一处不对的记录
cli-record-verify-usage = bonafide record verify [选项] [案件.archive]
cli-record-verify-archive = 改为离线核验一份案件档案，不需要记录
cli-record-verify-key = 核验档案所用的公布的公钥；不写则用档案自带的，并显示出来
cli-record-verify-deep = 同时打开每个密封和每个附件
cli-record-verify-exit = 退出码：0 完好；2 被改动，指出第一处。

cli-record-checkpoint-about = 签署记录的头，写出钉子和瓦片，显示签署的检查点
cli-record-checkpoint-usage = bonafide record checkpoint [选项]

cli-record-prove-about = 为案件的每条记录写出证明文件，任何人只凭检查点就能核验
cli-record-prove-usage = bonafide record prove [选项] --into 文件夹 案号
cli-record-prove-into = 证明文件写到哪个文件夹，没有就新建

cli-record-request-about = 显示请见证人见证最新检查点的请求，可以存成文件送去
cli-record-request-usage = bonafide record request [选项]
cli-record-request-old = 见证人上次见证到的大小；第一次为 0

cli-record-cosigned-about = 收下见证人的答复
cli-record-cosigned-usage = bonafide record cosigned [选项] --key 公钥 答复.txt
cli-record-cosigned-key = 见证人的公钥，由 witness init 显示
cli-record-cosigned-answer = 见证人的答复；写 - 则读标准输入

cli-witness-about = 见证其他机关的记录
cli-witness-usage = bonafide witness <命令> [选项] …

cli-witness-init-about = 生成见证密钥，显示供他人核验的公钥
cli-witness-init-usage = bonafide witness init --data 文件夹 名称
cli-witness-init-data = 见证文件夹，没有就新建
cli-witness-init-name = 见证的名称，如 audit.county.example

cli-witness-cosign-about = 答复以文件送来的见证请求
cli-witness-cosign-usage = bonafide witness cosign --data 文件夹 [选项] 请求.txt
cli-witness-cosign-data = 见证文件夹
cli-witness-cosign-log = 记录的公钥，由 record checkpoint 显示；第一次见证时要写
cli-witness-cosign-request = 请求：旧大小、一致性证明和检查点；写 - 则读标准输入
cli-witness-cosign-exit = 退出码：0 已见证；2 拒绝；3 不是见证请求。

cli-common-data = 数据文件夹；不写则依 BONAFIDE_DATA
cli-common-database = 存记录的 PostgreSQL 数据库；不写则依 BONAFIDE_DATABASE，都没有则用数据文件夹中的 SQLite
cli-common-actor = 谁来办，写名册编号
cli-common-on = 办理日期，如 2026-03-01；不写则为北京时间今天
cli-common-id = 命令编号，32 位十六进制；同一编号发两次，只办一次
cli-common-output = 结果的形式：text 文字，json 数据
cli-common-fields = 各栏，写成 栏=内容，可以有多项的栏写多次；栏名中英文都可以
cli-common-case = 案号，如 2026-0001

place-no-data = 没有说明数据文件夹：用 --data 文件夹，或者设置 BONAFIDE_DATA。
place-no-record = “{ $path }”里没有记录。先导入名册（会新建文件夹）：bonafide people import 名册.md --data { $path } --as 编号；再采用制度：bonafide rules adopt 制度.md --data { $path } --as 编号。
place-in-use = “{ $path }”正由另一个进程使用；先停下它。
place-newer = 记录的格式是第 { $found } 版，本程序只认得第 { $known } 版；请用新版程序打开。
place-key-missing = 读不到密钥文件“{ $path }”；要用建立记录时的那一个。
place-key-exposed = 密钥文件“{ $path }”别人也能读；把权限改为 0600。
place-key-wrong = 密钥不是建立记录时的那一个。
place-fault = 打不开或者读写不了记录：{ $reason }

handle-wrong-text = 制度文本有错误，没有采用；逐处说明见 bonafide check。
handle-gaps = 这份制度缺少法律要求的内容，不能据以办案：
    { $gaps }
handle-gap-missing = 没有规定“{ $step }”这一步
handle-gap-term = “{ $step }”没有规定期限
handle-wrong-roster = 名册有错误，什么也没有导入：
    { $errors }
handle-unknown-outcome = 不知道是否已经记录；请用同一命令编号（--id）再发一次，不会重复办理。
handle-fault = 没有办成：{ $reason }

act-unknown = 没有“{ $found }”这一事项；bonafide case acts 列出全部。
act-unknown-near = 没有“{ $found }”这一事项；是不是{ $near }？bonafide case acts 列出全部。
act-unknown-field = “{ $act }”没有“{ $found }”这一栏；有{ $known }。
act-field-missing = “{ $act }”缺少“{ $field }”；写成 { $field }=…
act-field-twice = “{ $act }”的“{ $field }”只能写一次，又写了“{ $found }”。
act-field-empty = “{ $act }”的“{ $field }”是空的。
act-field-closed = “{ $act }”的“{ $field }”不能是“{ $found }”；可以是{ $known }。
act-field-word = “{ $act }”的“{ $field }”不能是“{ $found }”。
act-field-person = “{ $act }”的“{ $field }”要写人员编号，不能是“{ $found }”。
act-field-unit = “{ $act }”的“{ $field }”要写单位编号，不能是“{ $found }”。
act-field-case = “{ $act }”的“{ $field }”要写案号，不能是“{ $found }”。
act-field-evidence = “{ $act }”的“{ $field }”要写证据编号，不能是“{ $found }”。
act-field-day = “{ $act }”的“{ $field }”要写日期，如 2026-03-01，不能是“{ $found }”。
act-field-number = “{ $act }”的“{ $field }”要写整数，不能是“{ $found }”。
act-field-money = “{ $act }”的“{ $field }”要写金额，不能是“{ $found }”。
act-field-finding = “{ $act }”的“{ $field }”写成 事实 = 是 [Z1]，不能是“{ $found }”。
act-field-record = “{ $act }”的“{ $field }”写成 甲: 乙，不能是“{ $found }”。
act-field-file = “{ $act }”的“{ $field }”写不进命令行；附件用 --file 文件。

event-opened = 立卷
event-assessed = 规则结论
event-term-set = 期限起算
event-term-met = 期限办结
event-term-moved = 期限变动
event-protection-answered = 保护答复

receipt-done = 已记录：案件 { $case }，{ $what }，现为第 { $version } 版。
receipt-repeat = 以前已经记录过，没有重复办理：案件 { $case }，{ $what }，当时为第 { $version } 版。
receipt-place = 记录位置 { $first }，总数 { $size }，命令编号 { $id }

show-title = 案件 { $number }  { $stage }  （第 { $version } 版，最近 { $last }）
show-subject = 当事人
show-person-in-unit = { $person }（{ $unit }）
show-matter = 事项
show-act-on = 行为日期
show-linked = 关联案件
show-filing = 报备号
show-unit = 报备单位
show-implemented = 实施日期
show-law = 制度
show-rulings = 结论
show-terms = 期限
show-facts = 事实
show-evidence = 证据
show-corrections = 整改
show-protection = 保护和未完事项
show-next = 下一步
show-recent = 最近 { $count } 条（共 { $all } 条，bonafide case timeline 看全部）
show-now-closed = 本案已经办结。
show-now-nothing = 眼下没有要办的事。
show-who = { $by }：{ $people }
show-until = （{ $due } 以前）
show-rules-say = 规则结论
show-assessed = { $outcome }（依据 { $because }）
show-assessed-open = 待查，可能{ $possible }；还要查：{ $missing }
show-assessed-possible = 待查，可能{ $possible }
show-determined = 认定
show-decided-first = 决定
show-decided-now = 现行决定
show-sanction = 问责处理
ruling-head = { $on } { $organ } { $outcome }
ruling-effects = ；{ $effects }
ruling-served = ；{ $on } 送达
ruling-unserved = ；尚未送达
show-protected = 保护
show-protected-uses = 不得作为{ $uses }的依据
show-breach = 反映打击
show-breach-open = { $count } 件没有处理
show-open-work = 没办完
correction-open = { $measure }（{ $owner }，{ $due } 以前）
correction-reported = { $measure }（{ $owner }，{ $due } 以前；{ $on } 已报告，待验收）
correction-closed = { $measure }（{ $owner }；{ $on } 验收销号）
evidence-line = { $kind }《{ $title }》，{ $source }
evidence-file = （附件 { $media }，{ $size } KiB）
evidence-excluded = ；已排除：{ $reason }
standing-found = 查实 { $count }
standing-refuted = 查否 { $count }
standing-unresolved = 查不清 { $count }
standing-not-examined = 未查 { $count }
next-by = 现在等{ $by }办“{ $step }”，{ $due } 以前，{ $left }（{ $article }）。
next-open = 现在等{ $by }办“{ $step }”（{ $article }）。
stage-filing-open = 报备，待答复
stage-filing-accepted = 报备已受理
stage-filing-rejected = 报备未受理
stage-filing-false = 虚假报备
stage-closed = 已办结：{ $outcome }
stage-transferred = 已移送
stage-decided = 已决定：{ $outcome }
stage-waits = 待{ $step }
stage-open = 在办
term-met = { $on } 办了
term-met-late = { $on } 办了，逾期
term-paused = 暂停计时
term-lapsed = 已过 { $days } 日，权利已不能行使
term-overdue = 逾期 { $days } 日
term-today = 今天到期，不算逾期
term-working-days-left = 还有 { $days } 个工作日
term-days-left = 还有 { $days } 日
term-stopped = ；{ $from } 至 { $until } 中止，{ $by } 决定：{ $reason }
term-stands = ；{ $from } 起中止，{ $by } 决定：{ $reason }
term-extended = ；{ $on } 经 { $approver } 批准延长 { $more }
term-provisional = ；所跨年份的节假日安排还没有公布，收录后重算
term-done-label = 已办
term-done = { $step } { $on }
term-done-late = { $step } { $on }（逾期）
party-subject = 当事人
party-reporter = 反映人
party-team = 核查组
party-own-unit = 所在单位
party-public = 公众
party-decider = 原决定机关
due-duties = 应当办理
due-rights = 权利期限
due-none = 没有正在进行的期限。
list-none = 还没有案件。

rules-adopted = 已采用 { $regulation }，摘要 { $digest }。
rules-for-all = 全部单位

people-imported = 已导入 { $count } 行；名册现有 { $people } 人、{ $units } 个单位。
people-none = 名册上没有这个人。
people-part-unknown = 不认得“{ $part }”；可以写 investigate、assess、propose、decide、review。
people-pool-unknown = 不认得“{ $pool }”；可以写 third-party、appraiser。
people-free = { $person } 可以在本案担任“{ $part }”。
people-barred = { $person } 不能在本案担任“{ $part }”：
people-doubts = 以下情形不当然回避，有人提出或者负责人认为影响公正的，可以决定回避：
people-suggest = 建议分派：{ $people }
people-suggest-few = 需要 { $count } 人，只找到：{ $people }
people-candidate = { $person }：在办 { $open } 件，存疑 { $doubts } 项
people-unsuited = { $person }：{ $reason }
people-fills = 已经在本案核查
people-kin-chosen = 是 { $person } 的亲属，不能同组
people-drawn = 抽中：{ $people }（名单共 { $pool } 人）
people-draw-how = 种子来自记录大小 { $size } 时的根 { $root }，为 { $seed }；算法见 docs/reference/lot.md，人人可以重算。
people-draw-none = 抽不出来：{ $reason }
people-draw-no-checkpoint = 记录还没有签署过检查点，没有公认的种子。先签署：bonafide record checkpoint。
bar-line = { $ground }：{ $cause }（{ $article }）
bar-acted = 在本案担任{ $part }
bar-through-kin = { $one } 与 { $other } 是亲属，而{ $tie }
tie-kinship = { $one } 与 { $other } 是亲属
tie-reporting = 上下级：{ $people }
tie-same-organ = 同在{ $organ }
tie-same-unit = 同在{ $unit }
tie-former-colleague = 曾同在{ $unit }
tie-post = 在{ $unit }任职
tie-former-post = 曾在{ $unit }任职
tie-interest = { $person } 与 { $concern } 有利害关系：{ $what }
tie-past-case = 曾同在案件 { $case }

record-intact = 记录完好：{ $entries } 条，检查点 { $checkpoints } 个，外部可证到第 { $covered } 条；打开核对 { $values } 个值、{ $files } 个附件。
record-uncovered = 最近 { $count } 条还没有签署，只由本数据库作证；签署：bonafide record checkpoint。
record-wrong = 记录被改动：第一处不对的是位置 { $position }：{ $wrong }
record-key = 核验公钥 { $key }

witness-exists = “{ $path }”已经有密钥；见证只有一把钥匙，换钥匙要另建文件夹。
witness-name = “{ $name }”不能作见证的名称：不能有空格和加号。
witness-none = 这个文件夹还没有见证密钥。先生成：bonafide witness init --data 文件夹 名称。
witness-bad-request = 这不是见证请求：第一行 old 大小，然后是证明，空一行，再是检查点。
witness-forbidden = 检查点没有这份记录的有效签名，不予见证。
witness-unknown-log = 没有见证过这份记录。核对公钥以后，第一次用 --log 公钥 写明。
witness-conflict = 上次见证到大小 { $seen }；请求要从 old { $seen } 开始。
witness-inconsistent = 检查点接不上以前见证的历史：记录可能被改写。不予见证，请立即查明。

export-done = 案件 { $case } 已写入 { $path }：{ $events } 条记录，{ $files } 个附件；在任何机器上用 bonafide record verify { $path } 核验。
archive-intact = 档案完好：{ $events } 条记录，公开 { $open } 栏，未公开 { $withheld } 栏，附件 { $files } 个；都在 { $origin } 大小 { $size } 的记录之内。
archive-own-key = 签名用的是档案自带的公钥 { $key }；请与公布的公钥核对，或者用 --key 写明。
archive-wrong = 档案不对：{ $reason }
record-bad-key = 这不是公钥：{ $reason }
record-unsigned = 记录还没有签署到这里；先签署：bonafide record checkpoint。
record-no-tiles = 瓦片文件缺失或者被改动；重新签署会补齐：bonafide record checkpoint。
record-proved = 已写出 { $count } 个证明文件到 { $path }。
record-false-line = 这不是 { $witness } 对最新检查点的有效见证。
record-cosigned = 已收下 { $witness } 对大小 { $size } 的见证。
import-done = 已接收案件 { $case }（来自 { $origin }，{ $events } 条记录，核验无误）；记录位置 { $first }，档案随记录保存。
