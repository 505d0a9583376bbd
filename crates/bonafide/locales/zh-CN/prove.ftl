prove-theorem = { $id } { $title }：{ $verdict }
prove-holds = 成立
prove-fails = 不成立，有 { $count } 处
prove-differs = 有 { $count } 处不同
prove-not-asked-no-superior = 没有上级制度，不必证明
prove-not-asked-no-other-version = 没有给出旧版本，不作比较
prove-more = 还有更多，没有一一列出。
prove-remark = 附（已声明不适用，照常问责）：
prove-any-case = 任何情形
prove-and = {" "}且{" "}
prove-not = 非（{ $test }）
prove-node = #{ $tag } { $name }
prove-case = 例如：{ $facts }。
prove-second = 对照：其余相同，{ $facts }。
prove-examples = 补上下面各例，条件就都验过了（可以直接粘贴）：
prove-sum = 成立 { $holds } 条，不成立 { $fails } 条，未问 { $rest } 条。
prove-unaligned = 两个文本对同一事实的说明不一致，无法比较。
prove-out-of-reach = { $theorem } 没有证完：成倍数关联的数字太多，超出了允许的搜索范围。
prove-disagreement = { $theorem } 的反例没有得到认定程序的印证。这是本程序的错误，请报告。

prove-title-p1 = 每条红线、条目、但书都有用得上的时候
prove-title-p2 = 没有一条被其余各条完全盖住
prove-title-p3 = 没有两种不同的处理分不出先后
prove-title-p4 = 没有一种情形无人过问
prove-title-p5 = 处理不轻于上级制度所许
prove-title-p6 = 上级制度的红线没有放松
prove-title-p7 = 与旧版本结果一致
prove-title-p8 = 身份不影响处理
prove-title-p9 = 后果更重，处理不会更轻
prove-title-p10 = 各例把每个条件的两面都验到

prove-claim-never-holds = { $node }的条件永远不会成立。
prove-claim-never-fires = { $node }的条件可以成立，但总被除外，从不生效。
prove-claim-changes-nothing = { $node }可以生效，但有它没它，结果都一样。
prove-claim-never-alone = { $node }从不单独触及：触及它时，总同时触及{ $with }。
prove-claim-conflict = { $nodes }同时成立，给出的处理不同，又没有先后。
prove-claim-unaddressed = 这种情形没有条目提到，也没有触及红线。
prove-claim-unaddressed-superior = 这种情形没有条目提到，也没有触及红线；上级制度给的是{ $superior }。
prove-claim-lighter = { $nodes }给的是{ $local }，比上级制度的{ $superior }更轻。
prove-claim-weakened = 触及上级制度的红线{ $red_line }，{ $nodes }却仍给{ $local }。
prove-claim-changed =
    { $shift ->
        [widened] 放宽：{ $conditions }时，由{ $from }改为{ $to }。
        [narrowed] 收紧：{ $conditions }时，由{ $from }改为{ $to }。
       *[otherwise] 改动：{ $conditions }时，由{ $from }改为{ $to }。
    }
prove-claim-identity =
    { $same ->
        [yes] 两案只有身份事实“{ $fact }”不同，处理同为{ $first }，效果或可以、应当却不同。
       *[no] 两案只有身份事实“{ $fact }”不同，一案{ $first }，一案{ $second }。
    }
prove-claim-graver = “{ $fact }”更重，处理却由{ $first }变为{ $second }。
prove-claim-untried =
    { $value ->
        [yes] 没有一个例验到：{ $place }因“{ $part }”成立而不同。
       *[no] 没有一个例验到：{ $place }因“{ $part }”不成立而不同。
    }
prove-claim-idle =
    { $value ->
        [yes] { $place }里的“{ $part }”成立时，从不起决定作用。
        [no] { $place }里的“{ $part }”不成立时，从不起决定作用。
       *[either] { $place }里的“{ $part }”从不起决定作用。
    }

test-failed = ✗ 例 #{ $tag } 不符（{ $place }）
test-says = 写明：
test-got = 得到：
test-lacking = 差在：
test-lacks-answer = 结论不同。
test-lacks-possible = 可能的结果是{ $possible }，与写明的不同。
test-lacks-question =
    { $got ->
        [none] 首问应是“{ $fact }”，却没有要问的。
       *[other] 首问应是“{ $fact }”，却是“{ $got }”。
    }
test-lacks-reason = 理由里没有 #{ $tag }。
test-lacks-red-line = 没有认定触及红线 #{ $tag }。
test-lacks-presumption = 没有推定“{ $fact }”。
test-lacks-effect = 没有给出“{ $effect }”。
test-file =
    { $failed ->
        [0] { $all ->
            [0] “{ $file }”：没有写例。
           *[other] “{ $file }”：{ $all } 例，全部符合。
        }
       *[other] “{ $file }”：{ $all } 例，{ $failed } 例不符。
    }
test-sum = 共 { $files } 个文件：{ $held } 例符合，{ $failed } 例不符。

replay-head = 由{ $old }改为{ $new }：
replay-kind = 由{ $from }变为{ $to }：{ $count } 案，如{ $named }。
replay-clause-gone = 不再依 #{ $tag }：{ $count } 案。
replay-clause-come = 改依 #{ $tag }：{ $count } 案。
replay-sum = 共 { $all } 案，结果有变 { $changed } 案；另有 { $errors } 行有误。
