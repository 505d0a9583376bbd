cli-calendar-about = 计算工作日和期限，管理所依据的工作日历
cli-calendar-usage = bonafide calendar <命令> [选项] …
cli-calendar-exit =
    工作日以国务院办公厅历年的节假日安排通知为准，含调休上班日。
    没有收录通知的年份不推测：先导入，再计算。

cli-calendar-due-about = 算出期限届满的日期；起算当日不计入
cli-calendar-due-usage = bonafide calendar due [选项] 日期 数
cli-calendar-due-start = 起算的日期，如 2026-03-01
cli-calendar-due-count = 期限的数
cli-calendar-due-unit = 单位：working-days 工作日，days 日，months 月，years 年；不写则为工作日
cli-calendar-due-data = 数据文件夹，其中导入的年份一并采用
cli-calendar-due-output = 结果的形式：text 文字，json 数据
cli-calendar-due-exit =
    第一行只有日期。
    退出码：0 已算出；1 命令行写错或读不了；3 数据文件夹中的年历有误；4 要用到的年份还没有通知。

cli-calendar-explain-about = 从起算到届满，逐日列出计与不计的理由
cli-calendar-explain-usage = bonafide calendar explain [选项] 日期 数
cli-calendar-explain-start = 起算的日期，如 2026-03-01
cli-calendar-explain-count = 期限的数
cli-calendar-explain-unit = 单位：working-days 工作日，days 日，months 月，years 年；不写则为工作日
cli-calendar-explain-data = 数据文件夹，其中导入的年份一并采用
cli-calendar-explain-output = 结果的形式：text 文字，json 数据
cli-calendar-explain-exit =
    退出码：0 已算出；1 命令行写错或读不了；3 数据文件夹中的年历有误；
    4 要用到的年份还没有通知，列到算不下去的那一天为止。

cli-calendar-import-about = 检查一年的年历，存入数据文件夹
cli-calendar-import-usage = bonafide calendar import --data 文件夹 年份.json
cli-calendar-import-file = 年历文件：通知、放假日和调休上班日
cli-calendar-import-data = 存入的数据文件夹，没有就新建
cli-calendar-import-exit =
    文件的写法：
      {"{"}"year": 2027, "papers": ["通知的文号或网址"], "days": [
        {"{"}"name": "元旦", "date": "2027-01-01", "isOffDay": true{"}"}, …]{"}"}
    isOffDay 为 false 的是调休上班日。后来又有通知或者更正时加写 "version": "2027-2"。
    退出码：0 已存入；2 已有更新的版本，或者同一版本的日子不同；3 年历有误。

cli-calendar-list-about = 列出已收录的年份和通知，提示缺哪一年
cli-calendar-list-usage = bonafide calendar list [选项]
cli-calendar-list-data = 数据文件夹，其中导入的年份一并采用
cli-calendar-list-today = 以哪一天看缺不缺；不写则为北京时间今天
cli-calendar-list-output = 结果的形式：text 文字；json 每年一行，末行为所缺的一年
cli-calendar-list-exit = 退出码：0 不缺，或者通知还没到该有的时候；3 数据文件夹中的年历有误；4 通知该有而没有收录。

calendar-term-working-days = { $count } 个工作日
calendar-term-days = { $count } 日
calendar-term-months = { $count } 个月
calendar-term-years = { $count } 年

calendar-due = { $start } 起算，当日不计入，{ $term }，{ $due } 届满，当日结束以前不算逾期（日历 { $version }）。
calendar-moved = 按数算最后一日是 { $from }，为休息日，以休息日结束的次日为最后一日（民法典第二百零三条）。
calendar-year-end = 算到了 12 月 29 日以后，而 { $year } 年的节假日安排通知还没有收录；这几天历来可能随下一年元旦调休，通知收录后应当重算。
calendar-provisional = { $year } 年没有通知，只按星期推算，不能作为依据。
calendar-out-of-range = 期限超出了公元 9999 年，算不出来。
calendar-unknown-year =
    算不出来：要用到 { $year } 年，而国务院办公厅关于 { $year } 年部分节假日安排的通知还没有收录，哪天上班不能推测。
    请按通知写成年历文件（写法见 bonafide calendar import --help），然后：
    bonafide calendar import { $year }.json --data 文件夹
    再用同一命令加上 --data 文件夹 计算。
calendar-rough = 从 { $year } 年起只按星期推算，约为 { $due }；不能作为依据。

calendar-why-start = 起算当日，不计入（民法典第二百零一条）
calendar-why-calendar-day = 按日计算，逐日计入
calendar-why-within = 至 { $until } 共 { $days } 日，在期间以内，不逐日计数
calendar-why-same-number = 到期月的对应日（民法典第二百零二条）
calendar-why-month-end = 到期月没有对应日，以月末日为最后一日（民法典第二百零二条）
calendar-why-last-off = { $kind }；最后一日顺延（民法典第二百零三条）
calendar-why-moved-here = { $kind }，休息日结束的次日（民法典第二百零三条）
calendar-why-stopped = { $from } 起停止计时，{ $person } 决定：{ $reason }
calendar-why-last = { $reason } ← 届满
calendar-kind-working = 工作日
calendar-kind-weekend = 周末
calendar-kind-make-up = { $name }调休上班 [{ $notice }]
calendar-kind-holiday = { $name }放假 [{ $notice }]
calendar-notices = 所依据的通知：
calendar-weekday-1 = 周一
calendar-weekday-2 = 周二
calendar-weekday-3 = 周三
calendar-weekday-4 = 周四
calendar-weekday-5 = 周五
calendar-weekday-6 = 周六
calendar-weekday-7 = 周日

calendar-head-version = 版本
calendar-head-off = 放假
calendar-head-worked = 调休上班
calendar-head-notice = 通知
calendar-advice = 提示：{ $year } 年的节假日安排通知可能已经公布，请查找并导入：bonafide calendar import { $year }.json --data 文件夹
calendar-alarm = 警示：{ $year } 年的节假日安排通知应当已经公布，还没有收录；算到 { $year } 年的期限都定不下来。请导入：bonafide calendar import { $year }.json --data 文件夹

calendar-imported = 已存入 { $path }：版本 { $version }，放假 { $off } 日，调休上班 { $worked } 日，通知 { $notices }；日历现为 { $calendar }。
calendar-fault = { $place }：{ $sentence }
calendar-fault-entry = { $place }：第 { $entry } 条：{ $sentence }
calendar-fault-not-json = 不是 JSON 文本：{ $reason }。
calendar-fault-field = 缺少 { $field }，或者不是应有的样子；写法见 bonafide calendar import --help。
calendar-fault-year = year 要写 2000 至 9998 的整数，不能是 { $year }。
calendar-fault-version = version 要写成年份、连字符和从 1 起的数，如 "2027-2"，不能是“{ $version }”。
calendar-fault-no-such-day = 没有“{ $date }”这一天；日期写成 2027-01-01 的样子。
calendar-fault-outside-year = { $date } 不在这一年，也不在上一年 12 月。
calendar-fault-twice = { $date } 写了两次，第一次在第 { $first } 条。
calendar-fault-worked-weekday = { $date } 不是周末，本来就上班，不会是调休上班日；是不是日期写错了？
calendar-fault-holiday-missing = 放假日中没有 { $holiday }；这是每年都有的法定节日，文件恐怕不全。
calendar-fault-older = 已有版本 { $known }，不能换成较旧的 { $given }。
calendar-fault-same-version = 已有版本 { $version }，日子却不同；如系更正或者有新的通知，请在文件中写更高的 version。
