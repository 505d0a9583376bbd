cli-heading-usage = 用法：
cli-heading-verbs = 命令：
cli-heading-places = 参数：
cli-heading-options = 选项：

cli-about = 读取、检查、证明并适用容错纠错制度：制度文本即程序。
cli-usage = bonafide <命令> [选项] …
cli-exit =
    各命令的退出码一律为：0 是；1 故障（读写失败或程序出错，含命令行写错）；
    2 回答为否；3 文本有误；4 尚不能定。
cli-lang = 显示所用的语言：zh 中文，en 英文；不写则依 LC_ALL、LC_MESSAGES、LANG
cli-help = 显示帮助
cli-version = 显示版本

cli-check-about = 检查制度文本，逐处指出错在哪里、为何有错、怎样改正
cli-check-usage = bonafide check [选项] 制度.md…
cli-check-regulations = 制度文件；上级制度先在这些文件中找，再在同一文件夹中找
cli-check-output = 结果的形式：text 文字，json 每行一个对象
cli-check-exit = 退出码：0 没有错误（警告和建议不算）；3 有错误。

cli-format-about = 把制度中的规则排成统一格式，也可在中英文关键词之间转换
cli-format-usage = bonafide format [选项] 制度.md…
cli-format-regulations = 制度文件，就地改写
cli-format-check = 不改写，只显示会怎样改
cli-format-keywords = 关键词统一用一种语言：zh 或 en；不写则随各文件中较多的一种
cli-format-exit = 退出码：0 已排好；2 用 --check 时有文件需要改；3 文本有误，未改。

cli-test-about = 运行制度中写明的例
cli-test-usage = bonafide test [选项] 制度.md…
cli-test-regulations = 要运行其中各例的制度文件
cli-test-superior = 上级制度，其红线一并适用；不写则各例只用本文件的规则
cli-test-exit = 退出码：0 各例都符合；2 有例不符合；3 文本有误。

cli-prove-about = 证明制度的十条定理（P1–P10），不成立的给出反例
cli-prove-usage = bonafide prove [选项] 制度.md
cli-prove-regulation = 制度文件
cli-prove-superior = 上级制度，不在同一文件夹时写明
cli-prove-against = 旧版本，用来证明此后放宽了什么、收紧了什么
cli-prove-output = 结果的形式：text 文字，json 数据
cli-prove-exit = 退出码：0 全部成立；2 有不成立的（与旧版本不一致也算）；3 文本有误；4 有未能证完的。

cli-assess-about = 依制度认定案件：一案一答，附理由
cli-assess-usage = bonafide assess [选项] 制度.md 案件.jsonl
cli-assess-regulation = 制度文件
cli-assess-cases = 案件文件，每行一个 JSON 对象，编号不得与前 150 万件相同；写 - 则读标准输入
cli-assess-output = 结果的形式：text 文字，一案一页；json 每案一行
cli-assess-superior = 上级制度，不在同一文件夹时写明
cli-assess-older = 其他版本，用于行为之日或决定之日本制度并未施行的案件，不在同一文件夹时写明，可写多次
cli-assess-exit =
    退出码，依次看：
      3 制度或上级制度有误，或者有一行案件写错（其余各行照常回答）；
      4 否则，有案件待查；
      2 否则，有案件冲突；
      0 否则，各案都已定。

    每案用两个版本：行为之日（act_date）施行的，和决定之日（decided_on）施行的，没有写
    决定之日的，用这里写明的制度。以前者为准；后者较轻，且规定从旧兼从轻的，以后者为准。

cli-replay-about = 用制度的两个版本各认定一遍，看哪些案件的结果会变
cli-replay-usage = bonafide replay [选项] --against 旧版.md 制度.md 案件.jsonl
cli-replay-regulation = 制度文件，也可以是草案
cli-replay-against = 与之比较的版本
cli-replay-cases = 案件文件，每行一个 JSON 对象，编号不得与前 150 万件相同；写 - 则读标准输入
cli-replay-output = 结果的形式：text 文字，json 每个有变化的案件一行，末行为合计
cli-replay-superior = 上级制度，不在同一文件夹时写明
cli-replay-exit = 退出码：0 没有变化；2 有变化；3 制度有误，或者有一行案件写错。

cli-man-about = 输出使用手册（man 格式）
cli-man-usage = bonafide man

cli-completions-about = 输出命令行补全脚本
cli-completions-usage = bonafide completions <SHELL>
cli-completions-shell = 命令解释器：bash、elvish、fish、powershell 或 zsh

cli-fault = 故障：
cli-fault-read = 读不了“{ $path }”：{ $reason }。
cli-fault-write = 写不了“{ $path }”：{ $reason }。
cli-fault-output = 写不了标准输出：{ $reason }。
cli-reason-not-found = 没有这个文件
cli-reason-denied = 没有权限
cli-reason-folder = 这是文件夹，不是文件

cli-usage-verb = 没有“{ $verb }”这个命令。
cli-usage-no-verb = 没有写明要做什么。
cli-usage-unknown = 不认识“{ $argument }”。
cli-usage-missing = 还缺：{ $argument }。
cli-usage-no-value = “{ $argument }”后面要有一个值。
cli-usage-value = “{ $argument }”的值不能是“{ $value }”，可以是：{ $values }。
cli-usage-id = “{ $argument }”不能是“{ $value }”：编号由字母、数字、汉字和 - _ . 组成，最长 64 字节。
cli-usage-command-id = “{ $argument }”不能是“{ $value }”：命令编号是 32 位十六进制数字。
cli-usage-field = “{ $value }”要写成 栏=内容。
cli-usage-day = “{ $argument }”不能是“{ $value }”：要写实有的日期，如 2026-03-01。
cli-usage-count = “{ $argument }”不能是“{ $value }”：要写 1 至 36600 的整数。
cli-usage-twice = “{ $argument }”只能写一次。
cli-usage-other = 命令行写得不对：{ $argument }。
cli-usage-near = 是不是想写“{ $near }”？
cli-usage-help = 用 bonafide --help 看各命令，用 bonafide <命令> --help 看一个命令。

cli-format-done = 已排好“{ $file }”。
cli-format-left = “{ $file }”有错误，没有改动。
cli-format-differs = “{ $file }”会这样改：
cli-format-more = 还有 { $lines } 行。
cli-format-would = 有 { $files } 个文件需要改；去掉 --check 就改。
