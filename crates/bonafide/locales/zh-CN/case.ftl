case-refused = 第 { $line } 行，案件 { $id }：{ $sentence }
case-refused-unnamed = 第 { $line } 行：{ $sentence }

case-not-utf8 = 这一行不是 UTF-8 文字，从第 { $column } 个字符起读不出来。
case-not-json = 这一行不是 JSON，从第 { $column } 个字符起不对，或者嵌套太深。
case-not-an-object =
    这一行应是一个对象 {"{"}"id": …, "facts": …{"}"}，写的却是{ $found ->
        [null] null
        [boolean] 真假值
        [number] 数字
        [text] 一段文字
       *[array] 数组
    }。
case-line-too-long = 这一行有 { $length } 字节，超过了 { $most } MiB 的上限，没有读。
case-id-missing = 缺案件编号 id。
case-id-not-text =
    案件编号 id 应是文字，写的却是{ $found ->
        [null] null
        [boolean] 真假值
        [number] 数字
        [object] 对象
       *[array] 数组
    }。
case-id-two = 写了两个编号：“{ $first }”和“{ $second }”。
case-id-twice = 编号“{ $id }”前面已经有了，只回答前一件。
case-facts-missing = 缺事实 facts；一项也没有查的，写成 "facts": {"{}"}。
case-facts-not-an-object =
    事实 facts 应是一个对象，写的却是{ $found ->
        [null] null
        [boolean] 真假值
        [number] 数字
        [text] 一段文字
       *[array] 数组
    }。
case-fact-twice = 事实“{ $fact }”写了两次，值又不同。
case-wrong-type =
    事实“{ $fact }”应写{ $expected ->
        [boolean] true 或 false
        [choice] 它的一个值，写成文字
        [integer] 整数
        [money] 以元为单位的数字
       *[date] 日期，如 "2026-03-01"
    }，写的却是“{ $found }”。
case-no-such-value = 事实“{ $fact }”没有“{ $found }”这个值，可以是：{ $values }。
case-not-a-date = “{ $fact }”应写有这一天的日期，如 "2026-03-01"，写的却是“{ $found }”。
case-finer-than-fen = 事实“{ $fact }”的金额“{ $found }”比一分钱还细。
case-not-whole = 事实“{ $fact }”应写整数，写的却是“{ $found }”。
case-out-of-range = 事实“{ $fact }”的值“{ $found }”不在 { $low } 到 { $high } 之间。
case-always-applies = 事实“{ $fact }”没有声明可不适用，不能写不适用。
case-unknown-state = 事实“{ $fact }”没有“{ $found }”这种查明状态，可以是：found、cannot_establish、not_examined、not_applicable。
case-value-and-state = 事实“{ $fact }”既有值，又写“{ $state }”，自相矛盾。
case-value-missing = 事实“{ $fact }”没有写值。
case-wrong-member =
    事实“{ $fact }”的{ $expected ->
        [texts] 证据 evidence 应是一组文字
       *[readings] 各方看法 readings 应是一组 {"{"}"by": …, "value": …{"}"}
    }，写的却是{ $found ->
        [null] null
        [boolean] 真假值
        [number] 数字
        [text] 一段文字
        [object] 对象
       *[array] 数组
    }。

case-note-unknown-field = 字段“{ $field }”不认识，没有用它。
case-note-unknown-fact = 事实“{ $fact }”不认识，没有用它。
case-note-unknown-fact-like = 事实“{ $fact }”不认识，没有用它；是不是想写“{ $like }”？
case-note-unknown-member = 事实“{ $fact }”里的“{ $member }”不认识，没有用它。
case-note-null = 事实“{ $fact }”写的是 null，当作未查。
