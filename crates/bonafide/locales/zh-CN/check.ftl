check-severity-error = 错误[{ $code }]：
check-severity-warning = 警告[{ $code }]：
check-severity-advice = 建议[{ $code }]：
check-help = 办法：
check-sum = 共检查 { $files } 个文件：错误 { $errors } 处，警告 { $warnings } 处，建议 { $advice } 处。
check-refused = “{ $file }”有错误，不能使用；请先用 bonafide check 检查并改正。
check-superior-needed = “{ $file }”的上级制度是 { $superior }，同一文件夹里没有找到；请用 --superior 写明它的文件。
check-superior-other = “{ $file }”的上级制度是 { $superior }，而“{ $other }”不是它；请用 --superior 写明正确的文件。

check-superior-not-found = 没有找到上级制度 { $superior }。
check-superior-not-found-help = 把上级制度的文件放在同一文件夹，或者一并写在命令里；没有它，不能证明本制度不出上级的范围。

check-first-here = 前一处在这里
check-first-tag = 前一个标号在这里
check-declared-here = 在这里说明
check-condition-here = 在这个条件里
check-statement-here = 在这一句里
check-tag-here = 这个标号标的是这里
check-cycle-through = 经过这里

check-not-utf-8 = 文件不是 UTF-8 文字，从第 { $byte } 字节起读不出来。
check-not-utf-8-help = 用编辑器另存为 UTF-8 编码，再来检查。
check-block-not-read = 这里的规则块不会执行。
check-block-not-read-help = 规则块要用三个反引号开头，写上 bonafide，紧贴行首，放在标题下面；如果只是举例说明，可以不管。
check-unclosed-block = 规则块没有结尾。
check-unclosed-block-help = 在规则后面另起一行，写三个反引号。
check-unclosed-comment = 从这里开始的注释没有合上，后面的内容都不会显示，也不会执行。
check-unclosed-comment-help = 在注释后面补上“-->”。
check-unclosed-front-matter = 卷首没有结尾。
check-unclosed-front-matter-help = 在卷首各项后面另起一行，写三个短横“---”。
check-bad-front-matter = 卷首里的“{ $found }”不成一项。
check-bad-front-matter-help = 卷首每项写成“名称: 值”；一行里写几项时，中间空两格以上。

check-expected =
    这里应当是{ $expected ->
        [name] 一个名称
        [type] 事实的类型
        [attribute] 事实的属性
        [integer] 一个整数
        [condition] 一个条件
        [comparison] 比较号和比较的值
        [literal] 一个常数
        [statement] 一条规则的开头
        [clause] 一个分句
        [term] 一个期限
        [unit] 时间单位
        [exception] 但书或除非
        [result] 处理结果
        [state] 查明状态
        [tag] 一个标号
        [text] 引号里的一段文字
       *[other] “{ $expected }”
    }，写的却是{ $found ->
        [end] 规则块的结尾
        [statement-end] 这条规则的结尾
       *[other] “{ $found }”
    }。
check-expected-help =
    { $expected ->
        [name] 名称用汉字、字母、数字和下划线，不以数字开头；与关键词相同的要加引号。
        [type] 类型有：是否、整数、金额、日期，或者写成花括号里的几个值。
        [attribute] 属性有：评判、举证、可为、身份、加重、可不适用、默认、视角。
        [condition] 条件可以是一个是否事实、一个定义、一次比较，也可以用且、或、非、至少 … 项连起来。
        [comparison] 写成“事实 = 值”，或者用 !=、<、<=、>、>=。
        [literal] 常数如：500万元、3日、2026-03-01、7。
        [statement] 一条规则以事实、定义、效果、适用、红线、条目、优先、例、原则、步骤、保障、提醒、回避、保护之一开头。
        [clause] 分句以由、限、延、文书、人数、须、当、对、期、据之一开头。
        [term] 期限如：5工作日、30日、6个月、1年。
        [unit] 时间单位有：工作日、日、月、年。
        [exception] 花括号里写“但 … 则 …”或者“除非 …”。
        [result] 处理结果有：免责、减轻、从轻、问责；也可以写不适用，或者只写效果。
        [state] 查明状态有：未查、无法查明、不适用；其余后面还可以写否。
        [tag] 标号以 # 开头，后面是字母、数字、短横、点、下划线。
       *[other] 补上它，或者看看前面是不是多写、漏写了什么。
    }
check-unclosed-bracket = 这个括号没有合上，缺“{ $expected }”。
check-unclosed-bracket-help = 在括号里的内容后面补上“{ $expected }”。
check-reserved-word = “{ $found }”是关键词，不能直接当名称。
check-reserved-word-help = 给它加上引号：“"{ $found }"”，或者换一个名称。
check-too-deep = 括号套得太深，超过了 { $limit } 层。
check-too-deep-help = 用“定义”给里面的条件起个名称，再在这里用这个名称。
check-two-tags = 一条规则写了两个标号，后一个是“#{ $found }”。
check-two-tags-help = 标号写在关键词后面，或者写在句末，只留一个。
check-mixed-order = 同一组值里既有“<”又有“,”。
check-mixed-order-help = 值有轻重、高低次序的，全用“<”；没有次序的，全用“,”。
check-set-after-order = 花括号里的几个值，只能跟在“=”或“!=”后面。
check-set-after-order-help = 要比大小，就只写一个值；要写“其中之一”，就用“=”。
check-set-of-name-only = 花括号里的几个值，只能与一个事实相比。
check-set-of-name-only-help = “=”前面只写一个事实的名称，不写差或倍数。
check-unit-not-here = 单位“{ $found }”不能用在这里。
check-unit-not-here-help = 条件里的天数写“日”，金额写“元”“万元”“亿元”；工作日、月、年只用于期限。
check-bad-tag = “{ $found }”不是标号。
check-bad-tag-help = 标号以 # 开头，后面是字母、数字、短横、点、下划线，例如 #E1a。
check-empty-quotes = 引号里没有文字。
check-empty-quotes-help = 在引号里写上名称或文字，或者去掉引号。
check-unclosed-quote = 引号没有合上。
check-unclosed-quote-help = 在这一行里补上后引号。
check-unexpected-character = 规则里不能有“{ $found }”。
check-unexpected-character-help = 去掉它；如果它是名称的一部分，给名称加上引号；如果是说明，写在“//”后面。
check-unknown-unit = 没有“{ $found }”这个单位。
check-unknown-unit-help = 金额用元、千元、万元、亿元；时间用日、工作日、月、年。
check-fraction-not-allowed = “{ $found }”不能有小数。
check-fraction-not-allowed-help = 只有金额可以有小数；其余写整数。
check-money-too-fine = “{ $found }”比一分钱还细。
check-money-too-fine-help = 金额最细到分：以元为单位，小数最多两位。
check-number-too-large = “{ $found }”太大，记不下。
check-number-too-large-help = 换一个合理的数；金额可以用万元、亿元作单位。
check-bad-date = 没有“{ $found }”这一天。
check-bad-date-help = 日期写成 2026-03-01 或者 2026年3月1日，月、日要真有。

check-duplicate-front-key = 卷首里“{ $key }”写了两次。
check-duplicate-front-key-help = 只留一处。
check-missing-front-key = 卷首缺“{ $key }”。
check-missing-front-key-help =
    { $key ->
        [id] 写上 id，例如 id: qinghe-list；只用拉丁字母、数字和短横。
        [title] 写上 title，例如 title: {"{"}zh: 清河县容错免责清单, en: Qinghe county exemption list{"}"}。
        [level] 写上 level：中央、省、市、县、单位之一。
        [version] 写上 version，例如 version: 2026-2。
        [in_force] 写上 in_force，例如 in_force: 2026-03-01..，两点后面可以写失效日期。
       *[other] 在卷首补上“{ $key }: …”。
    }
check-empty-front-value = 卷首的“{ $key }”后面没有写值。
check-empty-front-value-help = 写上它的值；不需要这一项的，整项去掉。
check-unknown-front-key = 卷首里的“{ $key }”不认识，没有用它。
check-unknown-front-key-help =
    { $near ->
        [yes] 是不是想写“{ $suggestion }”？
       *[no] 卷首各项有：id、title、issuer、level、superior、version、in_force、retroactivity、on_conflict、unlisted、principles、source。
    }
check-unknown-front-value = 卷首的“{ $key }”不能写“{ $found }”。
check-unknown-front-value-help =
    { $near ->
        [yes] 是不是想写“{ $suggestion }”？
       *[no] { $key ->
            [retroactivity] 写从旧兼从轻，或者从旧。
            [on_conflict] 只能写报告：两种结果没有先后时，报告出来，不替人选。
            [unlisted] 只能写不适用：没有条目的情形，照常问责。
           *[other] 查看语言说明里这一项可以写什么。
        }
    }
check-bad-period = “{ $found }”不是施行期间。
check-bad-period-help = 写成“2026-03-01..”或者“2026-03-01..2027-02-28”，前一个日期不能省。
check-period-reversed = 施行期间“{ $found }”的终日在始日之前。
check-period-reversed-help = 把早的日期写在前面。
check-bad-id = “{ $found }”不能作制度的 id。
check-bad-id-help = id 只用拉丁字母、数字、短横、点和下划线，例如 qinghe-list。
check-bad-version = “{ $found }”不能作版本号。
check-bad-version-help = 版本号是不带空格的一个词，例如 2026-2。
check-bad-title = “{ $found }”不能作标题。
check-bad-title-help = 直接写标题，或者写成 {"{"}zh: 中文标题, en: English title{"}"}。
check-bad-superior = “{ $found }”没有指明上级制度。
check-bad-superior-help = 写成“id@版本”，例如 qingjiang-field@2026-1；没有上级制度的写 none。
check-unknown-level = 没有“{ $found }”这一级。
check-unknown-level-help =
    { $near ->
        [yes] 是不是想写“{ $suggestion }”？
       *[no] 级别有：中央、省、市、县、单位。
    }

check-unknown-name = 前面没有“{ $name }”这个名称。
check-unknown-name-help =
    { $near ->
        [yes] 是不是想写“{ $suggestion }”？
       *[no] 先用“事实”或“定义”说明它，再来使用。
    }
check-duplicate-name = “{ $name }”这个名称已经用过。
check-duplicate-name-help = 一个名称只有一个意思：换一个名称，或者删去重复的一处。
check-reserved-name = “{ $name }”是查明状态的名称，不能作别的名称。
check-reserved-name-help = 换一个名称，免得写在案件里时分不清。
check-duplicate-tag = 标号“#{ $tag }”已经用过。
check-duplicate-tag-help = 每个标号只标一处：换一个标号，引用它的地方也一并改。
check-unknown-tag = 没有标号“#{ $tag }”。
check-unknown-tag-help =
    { $near ->
        [yes] 是不是想写“#{ $suggestion }”？
       *[no] 先在条目、但书、除非或红线后面写上这个标号。
    }
check-tag-without-result = “#{ $tag }”不给出处理结果，不能排先后。
check-tag-without-result-help = 只有给出处理结果的条目和但书可以排先后；红线本来就在一切条目之前。
check-not-a-fact = “{ $name }”是定义，这里要写事实。
check-not-a-fact-help = 写定义里用到的事实；定义由事实推出，不能直接给值。
check-duplicate-effect = 效果“{ $name }”已经有了。
check-duplicate-effect-help =
    { $built_in ->
        [yes] 它是通用的效果，不必再声明，直接使用就可以。
       *[no] 只留一处声明。
    }
check-unknown-effect = 没有“{ $name }”这个效果。
check-unknown-effect-help =
    { $near ->
        [yes] 是不是想写“{ $suggestion }”？
       *[no] 先用“效果 名称 [id]”声明它。
    }
check-repeated-effect = 效果“{ $name }”写了两次。
check-repeated-effect-help = 只留一次。
check-repeated-outcome =
    { $outcome ->
        [exempt] 免责
        [mitigate] 减轻
        [lenient] 从轻
       *[accountable] 问责
    }写了两次。
check-repeated-outcome-help = 只留一次。
check-id-not-latin = 编号“{ $name }”不是拉丁字母。
check-id-not-latin-help = 方括号里的编号写在案件数据里，用拉丁字母、数字和下划线，各处才都认得。
check-vocabulary-type =
    通用事实表里的“{ $name }”是{ $kind ->
        [yes_no] 是否
        [choice] 选择
        [money] 金额
        [date] 日期
       *[count] 整数
    }，与这里的类型不同。
check-vocabulary-type-help = 改成同样的类型，别处来的案件才能直接用；确有不同意思的，换一个编号。
check-aggravating-unordered = “{ $name }”的值没有轻重次序，不能标“加重”。
check-aggravating-unordered-help = 各值之间用“<”由轻到重排列，或者去掉“加重”。
check-unknown-party = 没有“{ $name }”这一方。
check-unknown-party-help =
    { $near ->
        [yes] 是不是想写“{ $suggestion }”？
       *[no] 举证的一方写申请人，或者问责机关。
    }
check-unknown-look = 没有“{ $name }”这个视角。
check-unknown-look-help =
    { $near ->
        [yes] 是不是想写“{ $suggestion }”？
       *[no] 六个视角是：程度、动机、条件、程序、政策、后果。
    }
check-duplicate-attribute = 同一属性写了两次。
check-duplicate-attribute-help = 只留一处。
check-too-many-values = 值太多，有 { $count } 个，最多 64 个。
check-too-many-values-help = 合并相近的值，或者分成两个事实。
check-duplicate-value = 值“{ $name }”写了两次。
check-duplicate-value-help = 每个值、每个编号只写一次。
check-range-reversed = 范围的上限小于下限。
check-range-reversed-help = 把小的写在前面。
check-range-of-one = 这个事实只可能有一个值。
check-range-of-one-help = 放宽范围；只有一个值的事实没有什么可查。
check-out-of-range = 这个值超出了“{ $name }”的范围。
check-out-of-range-help = 改这个值，或者放宽事实的范围。
check-wrong-type =
    这里的值不合“{ $name }”的类型，它是{ $kind ->
        [yes_no] 是否
        [choice] 选择
        [money] 金额
        [date] 日期
       *[count] 整数
    }。
check-wrong-type-help =
    { $kind ->
        [yes_no] 是否事实直接写名称，不成立的写“非 { $name }”。
        [choice] 写这个事实的一个值。
        [money] 写金额，例如 500万元。
        [date] 写日期，例如 2026-03-01。
       *[count] 写不带单位的整数，例如 3。
    }
check-unknown-value = “{ $value }”不是“{ $name }”的值。
check-unknown-value-help =
    { $near ->
        [yes] 是不是想写“{ $suggestion }”？
       *[no] 写这个事实声明过的值之一，或者在声明里补上这个值。
    }
check-value-of-other = “{ $value }”是“{ $other }”的值，不是“{ $name }”的值。
check-value-of-other-help = 改写“{ $name }”的一个值，或者改与“{ $other }”比较。
check-unit-mismatch =
    这里应写{ $expected ->
        [money] 金额
        [date] 日期
        [days] 天数
       *[count] 不带单位的整数
    }，写的却是{ $found ->
        [money] 金额
        [date] 日期
        [days] 天数
       *[count] 不带单位的整数
    }。
check-unit-mismatch-help =
    { $expected ->
        [money] 金额要写单位，例如 500万元。
        [date] 日期写成 2026-03-01。
        [days] 天数写成 3日。
       *[count] 去掉单位，例如 3。
    }

check-needs-comparison =
    “{ $name }”是{ $kind ->
        [choice] 选择
        [money] 金额
        [date] 日期
       *[count] 整数
    }，不能单独作条件。
check-needs-comparison-help = 写明与什么比较，例如“{ $name } { $kind ->
        [choice] = 值
        [money] > 500万元
        [date] < 2026-03-01
       *[count] >= 3
    }”。
check-bare-value = “{ $value }”是“{ $name }”的一个值，不能单独作条件。
check-bare-value-help = 写成“{ $name } = { $value }”。
check-value-as-fact = “{ $value }”是“{ $name }”的一个值，不能放在比较的左边。
check-value-as-fact-help = 写成“{ $name } = { $value }”。
check-yes-no-compared = “{ $name }”只有是与否，不能这样比较。
check-yes-no-compared-help = 成立时直接写“{ $name }”，不成立时写“非 { $name }”。
check-constants-compared = 比较的左边没有事实。
check-constants-compared-help = 左边写事实，右边写值，例如“直接损失 > 500万元”。
check-choices-compared = “{ $name }”只能与它自己的值比较，“{ $other }”不是它的值。
check-choices-compared-help = 写“{ $name }”的一个值；两个选择之间的关系，按值分开写。
check-unordered-compared = “{ $name }”的值没有次序，不能比大小。
check-unordered-compared-help = 用“=”或“!=”；如果值本来有次序，声明时用“<”排列。
check-difference-needs-constant = 两个事实之差只能与常数比较。
check-difference-needs-constant-help = 写成“甲 - 乙 <= 3日”这样，右边是天数、金额或整数。
check-multiple-needs-fact = 倍数只能与另一个事实比较。
check-multiple-needs-fact-help = 写成“甲 × 20 <= 乙”；要与常数比较，先算出结果再写。
check-date-multiplied = “{ $name }”是日期，不能乘。
check-date-multiplied-help = 日期只能比先后，或者求相差几天。
check-bad-factor = “{ $name }”不能乘以 { $factor }。
check-bad-factor-help = 倍数是 1 以上的整数，乘后不能大到记不下。
check-not-a-number =
    “{ $name }”是{ $kind ->
        [yes_no] 是否
       *[choice] 选择
    }，不能加减或乘。
check-not-a-number-help = 只有金额、日期、整数可以求差，金额和整数可以求倍数。
check-same-fact = “{ $name }”与它自己比较，没有意义。
check-same-fact-help = 把一边换成另一个事实，或者换成常数。
check-unlike-facts =
    “{ $name }”是{ $kind ->
        [money] 金额
        [date] 日期
       *[count] 整数
    }，“{ $other }”是{ $other_kind ->
        [money] 金额
        [date] 日期
       *[count] 整数
    }，不能相比。
check-unlike-facts-help = 只有同类的事实可以相比：金额与金额，日期与日期，整数与整数。
check-impossible-count = 列了 { $of } 项，不能要求至少 { $count } 项。
check-impossible-count-help = 要求的项数在 1 到 { $of } 之间。
check-always-true = 这个条件总是成立：“{ $name }”的每个值都满足它。
check-always-true-help = 看看界限有没有写错；确实不必要的，去掉它。
check-always-false = 这个条件总不成立：“{ $name }”没有一个值满足它。
check-always-false-help = 看看界限有没有写错，或者“{ $name }”的范围是不是太窄。
check-cyclic-definition = 定义绕了一圈，又用到自己：{ $cycle }。
check-cyclic-definition-help = 把其中一个定义改成只用事实，或者只用前面的定义。

check-item-inapplicable = 条目“{ $name }”的结果不能是不适用。
check-item-inapplicable-help = 条目写处理结果或效果；不适用写在但书里。一概不容错的情形，写成红线。
check-exception-without-result = 但书没有写处理结果。
check-exception-without-result-help = 写免责、减轻、从轻、问责之一，或者写不适用。
check-defeat-with-effect = 写了不适用，就不能再写效果“{ $name }”。
check-defeat-with-effect-help = 去掉效果；要给效果的，另写一个条目。
check-modality-missing = 没有写可以、应当还是必须。
check-modality-missing-help = 在处理结果前面写可以、应当或必须，轻重不同，裁量也不同。
check-beyond-competence = 条目“{ $name }”由{ $level }以上使用，本制度的级别不够，用不到它。
check-beyond-competence-help = 去掉这个条目，或者改权限，或者看看卷首的 level 有没有写错。
check-field-not-a-value = “{ $value }”不是“{ $name }”的值，这里只当作分类名称。
check-field-not-a-value-help =
    { $near ->
        [yes] 是不是想写“{ $suggestion }”？写对了，属于它就成为条件。
       *[no] 要让它成为条件，写“{ $name }”声明过的一个值。
    }
check-cyclic-priority = 先后绕成了一圈：{ $cycle }。
check-cyclic-priority-help = 去掉其中一个优先。

check-given-twice = 这个例里“{ $name }”给了两次。
check-given-twice-help = 一个例里每个事实只给一次。
check-needs-value =
    “{ $name }”是{ $kind ->
        [choice] 选择
        [money] 金额
        [date] 日期
       *[count] 整数
    }，例里要写出它的值。
check-needs-value-help = 写成“{ $name } = 值”。
check-always-applies = “{ $name }”没有声明可不适用，不能写不适用。
check-always-applies-help = 在事实后面写“可不适用”，或者给它一个值。
check-not-a-red-line = “#{ $tag }”不是红线。
check-not-a-red-line-help = 在“红线”后面写红线的标号；条目的标号写在“因”后面。

check-duplicate-step = 步骤“{ $name }”写了两次。
check-duplicate-step-help = 一个步骤写成一句，分句写在一起。
check-unknown-step = 没有“{ $name }”这个步骤。
check-unknown-step-help =
    { $near ->
        [yes] 是不是想写“{ $suggestion }”？
       *[no] 步骤的名称见语言说明；不是步骤的要求，写成保障。
    }
check-duplicate-clause = 同一种分句写了两次。
check-duplicate-clause-help = 合成一个分句，各项之间用逗号。
check-extension-without-limit = 写了延长，却没有写期限。
check-extension-without-limit-help = 先写“限 …”，再写“延 …”。
check-impossible-people = 人数不能是 { $count }。
check-impossible-people-help = 人数写一个合理的正整数。
check-impossible-term = 期限不能是 { $count }。
check-impossible-term-help = 期限写一个合理的正整数。

check-unused-fact = 没有规则用到事实“{ $name }”。
check-unused-fact-help = 去掉它，或者看看是不是漏写了用到它的条件。
check-no-burden = 没有写“{ $name }”由谁举证。
check-no-burden-help = 加上“举证 申请人”或者“举证 问责机关”；要靠评判的，写“评判”和由谁评判。
check-needs-default = “{ $name }”在有的规则里有利，在有的规则里不利，无法查明时不知道按什么认定。
check-needs-default-help = 加上“默认”和一个值，或者写“评判”和由谁评判。
check-vague-without-judge = “{ $name }”里的“{ $word }”要靠评判，却没有写由谁评判。
check-vague-without-judge-help = 加上“评判”和由谁评判，或者换成金额、数目、期限。
check-missing-aspects =
    完整的制度有八个方面，这里缺 { $count } 个：{ $scope ->
        [missing] “适用范围”
       *[present] {""}
    }{ $principles ->
        [missing] “基本原则”
       *[present] {""}
    }{ $conditions ->
        [missing] “容错条件与红线”
       *[present] {""}
    }{ $content ->
        [missing] “容错内容”
       *[present] {""}
    }{ $safeguards ->
        [missing] “工作保障”
       *[present] {""}
    }{ $procedure ->
        [missing] “容错程序”
       *[present] {""}
    }{ $reminder ->
        [missing] “提醒纠错”
       *[present] {""}
    }{ $results ->
        [missing] “结果运用”
       *[present] {""}
    }
check-missing-aspects-help = 分别用适用、原则、红线、条目、保障、步骤、提醒、保护来写；别的制度已经写明的，可以不写。
check-align-kind = 事实“{ $name }”在两个文本里类型不同。
check-align-kind-help = 改成同样的类型，或者给其中一个换一个编号。
check-align-values = 选择“{ $name }”在这个文本里的值是 { $values }，在另一个文本里是 { $others }。
check-align-values-help = 两边的编号和次序写成一样，或者给其中一个事实换一个编号。
check-align-factor = “{ $name }”在两个文本合起来的范围内不能乘以 { $factor }。
check-align-factor-help = 缩小事实的范围，或者改用小一些的倍数。
