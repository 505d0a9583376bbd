# 制度起草

policy-title = 制度起草
policy-lead = 条文和规则写在同一份文本里：左边写，右边当场检查；再用样例、定理和以往案件检验，最后由有权机关采用。草稿只有自己看得到，采用之前不作任何依据。
policy-mine = 我的草稿
policy-none = 还没有草稿。从现行制度起草修订稿，或者从头写起。
policy-begin = 新起一稿
policy-from = 从哪一份写起
policy-from-nothing = 从头写起（带一份可运行的范例）
policy-do-begin = 开始起草
policy-untitled = 未定名的草稿
policy-text = 条文与规则
policy-text-hint = 标题下写条文；条文下用三个反引号加 bonafide 围住的几行，写它的意思。边写边存，存下的保留九十天。
policy-findings = 检查结果
policy-do-keep = 保存并检查
policy-do-drop = 放弃这份草稿
policy-sound = 没有发现问题。
policy-warned = 没有错误，有 { $warnings } 处需要留意。
policy-wrong = 有 { $errors } 处错误，改正之前不能检验，也不能采用{ $warnings ->
    [0] 。
   *[other] ；另有 { $warnings } 处需要留意。
}
policy-more = 还有 { $count } 处，改完上面的再显示。
policy-error = 错误
policy-warning = 留意
policy-advice = 建议
policy-place = 第 { $line } 行第 { $column } 字
policy-articles = 条文
policy-facts = 要查的事实
policy-items = 清单条目
policy-red-lines = 红线
policy-examples = 样例
policy-tab-text = 条文与规则
policy-tab-test = 检验
policy-tab-compare = 对照
policy-tab-issue = 采用
policy-wrong-first = 文本还有错误。请先在“条文与规则”里改正，再来检验或者采用。
policy-no-examples = 还没有样例。用“例”写出几个典型情形和应得的结论，改动文本时它们就会替你把关。
policy-examples-caption = 不成立的样例
policy-example = 样例
policy-verdict = 是否成立
policy-why = 差在哪里
policy-fails = 不成立
policy-open = 待查，还可能是{ $possible }
policy-conflict = 互相冲突
policy-proofs = 对一切可能情形的证明
policy-no-superior = 本站没有采用它的上级制度，与上级有关的两项没有检验。
policy-past = 对以往案件的影响
policy-past-sum = 用草稿重新判断了本站 { $count } 件案件已经认定的事实，{ $changed } 件的结论会不同。案件本身不受影响。
policy-flow = 结论如何变化
policy-changed = 结论会不同的案件（只列你有权查看的）
policy-was = 现在的结论
policy-would = 照草稿的结论
policy-count = 件数
policy-compare-with = 与哪一份现行制度对照
policy-do-compare = 对照
policy-compare-none = 请选一份现行制度。草稿与现行制度的编号（id）相同时，会自动对照。
policy-compare-sum = 增加 { $more } 行，删去 { $less } 行；没有变化的部分略去。
policy-more-line = 增加
policy-less-line = 删去
policy-issue-not-yours = 采用制度由制定机关的负责人办理；单位没有制定机关的，由决定机关的负责人办理。你可以把文本交给他们采用。
policy-issue-what = 将采用 { $name }，自 { $from } 起施行。
policy-issue-for = 适用于哪个单位（及其下级单位）
policy-issue-note = 采用之后文本写入记录，任何人不能再改；要改，另起一个新版本。施行之日以前的行为仍按当时的制度，后来的更轻的从轻。
policy-do-issue = 采用并公开
policy-examples-sum = { $failed ->
    [0] { $held } 个样例全部成立。
   *[other] { $failed } 个样例不成立，{ $held } 个成立。
}
policy-examples-held = 成立的样例和各自的结论
policy-each = 逐一查看
