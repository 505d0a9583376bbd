assess-case = 案件 { $id }
assess-conclusion = 结论：
assess-effects = 并给：
assess-basis = 依据：
assess-regulation = 制度：
assess-title = { $title }（{ $id }@{ $version }）
assess-clause = { $heading }（{ $tags } { $name }）
assess-clause-source = { $clause }；据{ $source }
assess-full = { $text }。
assess-comma = 、
assess-semicolon = ；
assess-or = { $first }或者{ $last }

assess-decided =
    { $outcome ->
        [exempt] { $modality ->
            [may] 可以免责。
            [should] 应当免责。
            [must] 必须免责。
           *[none] 免责。
        }
        [mitigate] { $modality ->
            [may] 可以减轻处理。
            [should] 应当减轻处理。
            [must] 必须减轻处理。
           *[none] 减轻处理。
        }
        [lenient] { $modality ->
            [may] 可以从轻处理。
            [should] 应当从轻处理。
            [must] 必须从轻处理。
           *[none] 从轻处理。
        }
       *[accountable] { $modality ->
            [may] 可以问责。
            [should] 应当问责。
            [must] 必须问责。
           *[none] 不予容错，照常问责。
        }
    }
assess-undetermined = 待查。还可能{ $possible }，查清下列事实才能定。
assess-undetermined-conflict = 待查。还可能{ $possible }，也可能出现条目冲突，查清下列事实才能定。
assess-discretion = 待定。事实已清，条款留有选择（{ $possible }），由有权机关说明理由后决定。
assess-conflict = 冲突。适用的条目给出不同的处理，又没有先后，不能由程序代选，应报制定机关明确。

assess-outcome-exempt = 免责
assess-outcome-mitigate = 减轻处理
assess-outcome-lenient = 从轻处理
assess-outcome-accountable = 照常问责
assess-then-open = 仍待查
assess-then-conflict = 条目冲突

assess-yes = 是
assess-no = 否
assess-state-cannot-establish = 无法查明
assess-state-not-examined = 未查
assess-state-not-applicable = 不适用
assess-yuan = { $amount }元
assess-ten-thousand-yuan = { $amount }万元
assess-hundred-million-yuan = { $amount }亿元
assess-days = { $days }日
assess-test-not = 非 { $name }
assess-test-both = { $first } 且 { $second }

assess-looks = 六个看
assess-look-degree = 程度
assess-look-motive = 动机
assess-look-conditions = 条件
assess-look-procedure = 程序
assess-look-policy = 政策
assess-look-consequence = 后果
assess-look-other = 其他
assess-look-nothing = 没有认定的事实。
assess-look-open = 待查：{ $open }。
assess-look-both = { $found }。待查：{ $open }。
assess-finding = { $name }：{ $value }
assess-finding-judged = { $finding }（{ $judge }评判）
assess-finding-papers = { $finding }（据{ $papers }）
assess-finding-both = { $finding }（{ $judge }评判，据{ $papers }）

assess-reasons = 理由
assess-node-scope =
    { $truth ->
        [yes] 适用范围“{ $name }”：在内
        [no] 适用范围“{ $name }”：不在内
       *[open] 适用范围“{ $name }”：待查
    }
assess-node-redline =
    { $truth ->
        [yes] 红线 #{ $tag } { $name }（{ $article }）：已触及
        [no] 红线 #{ $tag } { $name }（{ $article }）：未触及
       *[open] 红线 #{ $tag } { $name }（{ $article }）：是否触及，待查
    }
assess-node-item =
    { $truth ->
        [yes] 条目 #{ $tag } { $name }（{ $article }）：成立
        [outranked] 条目 #{ $tag } { $name }（{ $article }）：成立，但另有在先的规则，不依它处理
        [replaced] 条目 #{ $tag } { $name }（{ $article }）：成立，依其但书处理
        [no] 条目 #{ $tag } { $name }（{ $article }）：不成立
       *[open] 条目 #{ $tag } { $name }（{ $article }）：是否成立，待查
    }
assess-node-variation =
    { $truth ->
        [yes] 但书 #{ $tag }：成立，改依但书
        [no] 但书 #{ $tag }：不成立
       *[open] 但书 #{ $tag }：是否成立，待查
    }
assess-node-defeat =
    { $truth ->
        [yes] 除外 #{ $tag }：成立
        [no] 除外 #{ $tag }：不成立
       *[open] 除外 #{ $tag }：是否成立，待查
    }
assess-node-tests = { $title }——{ $tests }。
assess-node-tests-more = { $title }——{ $tests }；等等。
assess-test = { $test }（{ $known }）
assess-known-presumed = 无法查明，推定为{ $value }
assess-known-not-applicable = 不适用，作否论
assess-all = 下列各项都成立：
assess-any = 下列各项至少一项成立：
assess-not = 下列一项不成立：
assess-at-least = 下列各项至少 { $count } 项成立：
assess-open-idle = 另有 { $count } 条红线或条目因事实未查而未定，都不影响结论。
assess-red-lines-open = 尚未排除的红线（{ $count } 条）：{ $list }。
assess-items-open = 另有 { $count } 个条目待查。
assess-items-fallen = 另有 { $count } 个条目不成立。
assess-red-lines-clear = 其余 { $count } 条红线均未触及。

assess-missing = 还缺什么（先问最要紧的）
assess-missing-fact = { $name }：{ $who }。
assess-missing-papers = { $name }：{ $who }；通常凭{ $papers }。
assess-missing-judge = 由{ $judge }评判
assess-missing-applicant = 由申请人举证
assess-missing-accuser = 由问责机关举证
assess-missing-anyone = 由调查核实
assess-missing-settles =
    { $settles ->
        [0] 单凭这一项还不能定案，但查清后要问的会减少。
       *[other] 答案分 { $answers } 种情形，其中 { $settles } 种一经查清即可定案。
    }
assess-missing-more = 另有 { $count } 项事实，视前面的答案再问。
assess-if = 若为{ $values }，{ $then }

assess-presumed = 推定
assess-presumption =
    { $against ->
        [applicant] “{ $name }”无法查明，由申请人举证，举证不能，推定为{ $value }。
        [accuser] “{ $name }”无法查明，由问责机关举证，举证不能，推定为{ $value }。
       *[default] “{ $name }”无法查明，依制度默认为{ $value }。
    }

assess-changes-findings = 哪些认定起了决定作用
assess-changes-doable = 当时怎样做，结果会不同
assess-is = { $name }为{ $value }
assess-is-choice = { $name }为“{ $value }”
assess-change = 若{ $facts }，则{ $then }。

assess-readings = 各方看法
assess-reading = 按{ $by }的看法，{ $what }：{ $then }。

assess-version-newer = 已按从旧兼从轻选用行为时的版本。按决定时的版本 { $title }：{ $conclusion }
assess-version-older = 已按从旧兼从轻选用较轻的决定时的版本。按行为时的版本 { $title }：{ $conclusion }
assess-notes = 说明
assess-note-after-force = 行为发生在本版本失效以后。
assess-note-no-older = 行为发生在本版本施行以前，没有找到当时施行的版本，只按本版本认定；可用 --older 写明旧版本。
assess-note-version-unread =
    { $day ->
        [act] 行为时的版本 { $version } 读不了这个案件，只按决定时的版本认定。原因：{ $reason }
       *[decision] 决定时的版本 { $version } 读不了这个案件，改按写明的制度认定。原因：{ $reason }
    }
assess-note-decided-before-act = 决定之日（decided_on）早于行为之日（act_date），按没有写决定之日认定。
assess-note-none-decided = 没有找到决定之日（decided_on）施行的版本，改按写明的制度认定；可用 --older 写明其他版本。

assess-sum = 共 { $all } 案：已定 { $decided }，待查 { $undetermined }，冲突 { $conflicts }，有误 { $errors }。
