check-severity-error = error[{ $code }]:{" "}
check-severity-warning = warning[{ $code }]:{" "}
check-severity-advice = advice[{ $code }]:{" "}
check-help = help:{" "}
check-sum =
    { $files ->
        [one] 1 file
       *[other] { $files } files
    } checked: { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }, { $advice ->
        [one] 1 piece of advice
       *[other] { $advice } pieces of advice
    }.
check-refused = `{ $file }` has errors and cannot be used; run bonafide check and mend it first.
check-superior-needed = The superior of `{ $file }` is { $superior }, and no file beside it is that; name its file with --superior.
check-superior-other = The superior of `{ $file }` is { $superior }, and `{ $other }` is not that; name the right file with --superior.

check-superior-not-found = The superior { $superior } was not found.
check-superior-not-found-help = Put its file into the same folder or name it in the command; without it nobody can prove that this text stays inside it.

check-first-here = first here
check-first-tag = the first tag is here
check-declared-here = declared here
check-condition-here = in this condition
check-statement-here = in this statement
check-tag-here = the tag stands here
check-cycle-through = through here

check-not-utf-8 = The file is not UTF-8 text: byte { $byte } cannot be read.
check-not-utf-8-help = Save it as UTF-8 with an editor and check again.
check-block-not-read = The rule block here is not run.
check-block-not-read-help = A rule block begins with three backticks and the word bonafide, at the beginning of a line, under a heading; if it is only an illustration, leave it.
check-unclosed-block = The rule block has no end.
check-unclosed-block-help = Write three backticks on a line of their own after the rules.
check-unclosed-comment = The comment that begins here has no end: nothing after it is shown or run.
check-unclosed-comment-help = Write `-->` after the comment.
check-unclosed-front-matter = The front matter has no end.
check-unclosed-front-matter-help = Write `---` on a line of its own after its entries.
check-bad-front-matter = `{ $found }` is not an entry of the front matter.
check-bad-front-matter-help = Write each entry as `key: value`; entries that share a line have two or more spaces between them.

check-expected =
    { $expected ->
        [name] A name
        [type] The type of a fact
        [attribute] An attribute of a fact
        [integer] A whole number
        [condition] A condition
        [comparison] A comparison sign and a value
        [literal] A constant
        [statement] The beginning of a statement
        [clause] A clause
        [term] A length of time
        [unit] A unit of time
        [exception] An exception
        [result] An outcome
        [state] A state
        [tag] A tag
        [text] A text in quotation marks
       *[other] `{ $expected }`
    } should stand here instead of { $found ->
        [end] the end of the block
        [statement-end] the end of the statement
       *[other] `{ $found }`
    }.
check-expected-help =
    { $expected ->
        [name] A name has letters, digits and `_`, and does not begin with a digit; one that is a keyword stands in quotation marks.
        [type] The types are: yes_no, integer, money, date, or some values in braces.
        [attribute] The attributes are: judged_by, burden_on, controllable, identity, aggravating, may_not_apply, default, look.
        [condition] A condition is a yes/no fact, a definition or a comparison, or some of them joined by and, or, not, at_least … of.
        [comparison] Write `fact = value`, or use !=, <, <=, >, >=.
        [literal] Constants are: 5000000yuan, 3days, 2026-03-01, 7.
        [statement] A statement begins with fact, define, effect, scope, redline, item, prefer, example, principle, step, safeguard, remind, recuse or protect.
        [clause] A clause begins with by, limit, extend, papers, people, requires, when, for, lasting or source.
        [term] Lengths of time are: 5 working_days, 30 days, 6 months, 1 years.
        [unit] The units of time are: working_days, days, months, years.
        [exception] In the braces write `but … then …` or `unless …`.
        [result] The outcomes are: exempt, mitigate, lenient, accountable; not_applicable or effects alone are possible too.
        [state] The states are: not_examined, cannot_establish, not_applicable; after rest also no.
        [tag] A tag begins with # and goes on with letters, digits, `-`, `.`, `_`.
       *[other] Add it, or see whether something before it is missing or too much.
    }
check-unclosed-bracket = This bracket is not closed: `{ $expected }` is missing.
check-unclosed-bracket-help = Write `{ $expected }` after what stands in the bracket.
check-reserved-word = `{ $found }` is a keyword and cannot be a name as it stands.
check-reserved-word-help = Put it in quotation marks, "{ $found }", or choose another name.
check-too-deep = The brackets stand more than { $limit } deep.
check-too-deep-help = Give the inner condition a name with `define` and use the name here.
check-two-tags = The statement has two tags; the second is `#{ $found }`.
check-two-tags-help = Write the tag after the keyword or at the end, and only one.
check-mixed-order = The values are parted by both `<` and `,`.
check-mixed-order-help = Part ordered values all by `<`, others all by `,`.
check-set-after-order = Several values in braces can only follow `=` or `!=`.
check-set-after-order-help = To compare, write one value; to say "one of", write `=`.
check-set-of-name-only = Several values in braces can only be compared with a fact.
check-set-of-name-only-help = Write only the name of a fact before `=`, no difference and no multiple.
check-unit-not-here = The unit `{ $found }` cannot stand here.
check-unit-not-here-help = In a condition days are written `days` and money `yuan`; working days, months and years are for time limits.
check-bad-tag = `{ $found }` is not a tag.
check-bad-tag-help = A tag begins with # and goes on with letters, digits, `-`, `.`, `_`, as in #E1a.
check-empty-quotes = Nothing stands in the quotation marks.
check-empty-quotes-help = Write the name or text between them, or take them away.
check-unclosed-quote = The quotation marks are not closed.
check-unclosed-quote-help = Close them on the same line.
check-unexpected-character = `{ $found }` cannot stand in a rule.
check-unexpected-character-help = Take it away; put a name that needs it in quotation marks, and a remark after `//`.
check-unknown-unit = There is no unit `{ $found }`.
check-unknown-unit-help = Money has yuan, thousand_yuan, ten_thousand_yuan, hundred_million_yuan; time has days, working_days, months, years.
check-fraction-not-allowed = `{ $found }` cannot have decimals.
check-fraction-not-allowed-help = Only amounts of money have decimals; write a whole number.
check-money-too-fine = `{ $found }` is finer than a fen.
check-money-too-fine-help = Amounts go down to fen: two decimals of a yuan.
check-number-too-large = `{ $found }` is too large to be kept.
check-number-too-large-help = Write a number that can be meant.
check-bad-date = There is no day `{ $found }`.
check-bad-date-help = Write dates as 2026-03-01, with a month and a day that exist.

check-duplicate-front-key = `{ $key }` stands twice in the front matter.
check-duplicate-front-key-help = Leave one.
check-missing-front-key = The front matter lacks `{ $key }`.
check-missing-front-key-help =
    { $key ->
        [id] Write an id such as `id: qinghe-list`, of Latin letters, digits and `-`.
        [title] Write a title such as {"`title: {zh: 清河县容错免责清单, en: Qinghe county exemption list}`"}.
        [level] Write `level: central`, province, city, county or unit.
        [version] Write a version such as `version: 2026-2`.
        [in_force] Write the days in force such as `in_force: 2026-03-01..`; a last day may follow the dots.
       *[other] Add `{ $key }: …` to the front matter.
    }
check-empty-front-value = Nothing follows `{ $key }` in the front matter.
check-empty-front-value-help = Write its value, or take the entry away.
check-unknown-front-key = `{ $key }` in the front matter is unknown and was not used.
check-unknown-front-key-help =
    { $near ->
        [yes] Did you mean `{ $suggestion }`?
       *[no] The entries are: id, title, issuer, level, superior, version, in_force, retroactivity, on_conflict, unlisted, principles, source.
    }
check-unknown-front-value = `{ $key }` in the front matter cannot be `{ $found }`.
check-unknown-front-value-help =
    { $near ->
        [yes] Did you mean `{ $suggestion }`?
       *[no] { $key ->
            [retroactivity] Write `lenient` or `old`.
            [on_conflict] Write `report`, the only choice: two outcomes without an order are reported, never picked.
            [unlisted] Write `not_applicable`, the only choice: cases without an item stay under ordinary accountability.
           *[other] See the page of the language for what it can be.
        }
    }
check-bad-period = `{ $found }` is not a time in force.
check-bad-period-help = Write `2026-03-01..` or `2026-03-01..2027-02-28`; the first day is needed.
check-period-reversed = The time in force `{ $found }` ends before it begins.
check-period-reversed-help = Write the earlier day first.
check-bad-id = `{ $found }` cannot be the id of an instrument.
check-bad-id-help = An id has Latin letters, digits, `-`, `.` and `_`, as in qinghe-list.
check-bad-version = `{ $found }` cannot be a version.
check-bad-version-help = A version is one word without spaces, as in 2026-2.
check-bad-title = `{ $found }` cannot be a title.
check-bad-title-help = Write the title itself, or {"`{zh: 中文标题, en: English title}`"}.
check-bad-superior = `{ $found }` does not name a superior.
check-bad-superior-help = Write `id@version`, as in qingjiang-field@2026-1, or `none`.
check-unknown-level = There is no level `{ $found }`.
check-unknown-level-help =
    { $near ->
        [yes] Did you mean `{ $suggestion }`?
       *[no] The levels are: central, province, city, county, unit.
    }

check-unknown-name = Nothing is called `{ $name }`.
check-unknown-name-help =
    { $near ->
        [yes] Did you mean `{ $suggestion }`?
       *[no] Declare it with `fact` or `define` before it is used.
    }
check-duplicate-name = The name `{ $name }` is taken.
check-duplicate-name-help = One name has one meaning: choose another, or take one of the two away.
check-reserved-name = `{ $name }` is the name of a state and cannot name anything else.
check-reserved-name-help = Choose another name, so that cases cannot be misread.
check-duplicate-tag = The tag `#{ $tag }` is taken.
check-duplicate-tag-help = A tag marks one place: choose another, and change it where it is cited.
check-unknown-tag = There is no tag `#{ $tag }`.
check-unknown-tag-help =
    { $near ->
        [yes] Did you mean `#{ $suggestion }`?
       *[no] Write the tag at an item, an exception or a red line first.
    }
check-tag-without-result = `#{ $tag }` gives no outcome and cannot be put in order.
check-tag-without-result-help = Only items and exceptions with an outcome have an order; red lines go before everything anyway.
check-not-a-fact = `{ $name }` is a definition; a fact is needed here.
check-not-a-fact-help = Name the facts the definition uses; a definition follows from facts and cannot be given a value.
check-duplicate-effect = There is an effect `{ $name }` already.
check-duplicate-effect-help =
    { $built_in ->
        [yes] It is built in: use it without declaring it.
       *[no] Leave one declaration.
    }
check-unknown-effect = There is no effect `{ $name }`.
check-unknown-effect-help =
    { $near ->
        [yes] Did you mean `{ $suggestion }`?
       *[no] Declare it with `effect name [id]` first.
    }
check-repeated-effect = The effect `{ $name }` stands twice.
check-repeated-effect-help = Leave one.
check-repeated-outcome = The outcome `{ $outcome }` stands twice.
check-repeated-outcome-help = Leave one.
check-id-not-latin = The id `{ $name }` is not Latin.
check-id-not-latin-help = The id in brackets is written in cases: Latin letters, digits and `_` are known everywhere.
check-vocabulary-type =
    In the common vocabulary `{ $name }` is { $kind ->
        [yes_no] a yes/no fact
        [choice] a choice
        [money] an amount
        [date] a date
       *[count] a whole number
    }, here it is something else.
check-vocabulary-type-help = Give it the same type, so that cases from elsewhere fit; if it means something else, give it another id.
check-aggravating-unordered = The values of `{ $name }` have no order, so it cannot be aggravating.
check-aggravating-unordered-help = Part its values by `<` from light to grave, or take `aggravating` away.
check-unknown-party = There is no party `{ $name }`.
check-unknown-party-help =
    { $near ->
        [yes] Did you mean `{ $suggestion }`?
       *[no] The burden is on the applicant or on the accuser.
    }
check-unknown-look = There is no look `{ $name }`.
check-unknown-look-help =
    { $near ->
        [yes] Did you mean `{ $suggestion }`?
       *[no] The six looks are: degree, motive, conditions, procedure, policy, consequence.
    }
check-duplicate-attribute = The same attribute stands twice.
check-duplicate-attribute-help = Leave one.
check-too-many-values = There are { $count } values; at most 64 are possible.
check-too-many-values-help = Join values that are alike, or make two facts of it.
check-duplicate-value = The value `{ $name }` stands twice.
check-duplicate-value-help = Write each value and each id once.
check-range-reversed = The upper end of the range is below the lower one.
check-range-reversed-help = Write the smaller one first.
check-range-of-one = The fact can only have one value.
check-range-of-one-help = Widen the range: with one value there is nothing to find out.
check-out-of-range = The value lies outside the range of `{ $name }`.
check-out-of-range-help = Change the value, or widen the range of the fact.
check-wrong-type =
    The value does not fit `{ $name }`, which is { $kind ->
        [yes_no] a yes/no fact
        [choice] a choice
        [money] an amount
        [date] a date
       *[count] a whole number
    }.
check-wrong-type-help =
    { $kind ->
        [yes_no] Write the name of a yes/no fact alone, or `not { $name }`.
        [choice] Write one of its values.
        [money] Write an amount such as 5000000yuan.
        [date] Write a date such as 2026-03-01.
       *[count] Write a whole number without a unit, such as 3.
    }
check-unknown-value = `{ $value }` is not a value of `{ $name }`.
check-unknown-value-help =
    { $near ->
        [yes] Did you mean `{ $suggestion }`?
       *[no] Write one of its declared values, or add this one to its declaration.
    }
check-value-of-other = `{ $value }` is a value of `{ $other }`, not of `{ $name }`.
check-value-of-other-help = Write a value of `{ $name }`, or compare `{ $other }`.
check-unit-mismatch =
    { $expected ->
        [money] An amount
        [date] A date
        [days] A number of days
       *[count] A whole number without a unit
    } should stand here instead of { $found ->
        [money] an amount
        [date] a date
        [days] a number of days
       *[count] a whole number without a unit
    }.
check-unit-mismatch-help =
    { $expected ->
        [money] An amount has a unit, as in 5000000yuan.
        [date] A date is written 2026-03-01.
        [days] A number of days is written 3days.
       *[count] Take the unit away, as in 3.
    }

check-needs-comparison =
    `{ $name }` is { $kind ->
        [choice] a choice
        [money] an amount
        [date] a date
       *[count] a whole number
    } and cannot be a condition alone.
check-needs-comparison-help = Say what it is compared with, as in `{ $name } { $kind ->
        [choice] = value
        [money] > 5000000yuan
        [date] < 2026-03-01
       *[count] >= 3
    }`.
check-bare-value = `{ $value }` is a value of `{ $name }` and cannot be a condition alone.
check-bare-value-help = Write `{ $name } = { $value }`.
check-value-as-fact = `{ $value }` is a value of `{ $name }` and cannot stand on the left.
check-value-as-fact-help = Write `{ $name } = { $value }`.
check-yes-no-compared = `{ $name }` is only yes or no and cannot be compared like this.
check-yes-no-compared-help = Write `{ $name }` when it holds, `not { $name }` when it does not.
check-constants-compared = No fact stands on the left of the comparison.
check-constants-compared-help = Write the fact on the left and the value on the right, as in `loss_amount > 5000000yuan`.
check-choices-compared = `{ $name }` can only be compared with its own values, and `{ $other }` is none of them.
check-choices-compared-help = Write one of its values; a relation between two choices is written value by value.
check-unordered-compared = The values of `{ $name }` have no order, so none is more or less.
check-unordered-compared-help = Use `=` or `!=`; if the values have an order, declare them with `<` between them.
check-difference-needs-constant = The difference of two facts can only be compared with a constant.
check-difference-needs-constant-help = Write something like `a - b <= 3days`, with days, money or a whole number on the right.
check-multiple-needs-fact = A multiple can only be compared with another fact.
check-multiple-needs-fact-help = Write something like `a × 20 <= b`; with a constant, do the division first.
check-date-multiplied = `{ $name }` is a date and cannot be multiplied.
check-date-multiplied-help = Dates can be compared, and have a difference in days.
check-bad-factor = `{ $name }` cannot be multiplied by { $factor }.
check-bad-factor-help = A factor is a whole number from 1, and the product must not be too large to be kept.
check-not-a-number =
    `{ $name }` is { $kind ->
        [yes_no] a yes/no fact
       *[choice] a choice
    }; nothing can be added to it or taken from it.
check-not-a-number-help = Amounts, dates and whole numbers have differences; amounts and whole numbers have multiples.
check-same-fact = `{ $name }` is compared with itself, which says nothing.
check-same-fact-help = Put another fact or a constant on one side.
check-unlike-facts =
    `{ $name }` is { $kind ->
        [money] an amount
        [date] a date
       *[count] a whole number
    } and `{ $other }` is { $other_kind ->
        [money] an amount
        [date] a date
       *[count] a whole number
    }; they cannot be compared.
check-unlike-facts-help = Compare amounts with amounts, dates with dates, whole numbers with whole numbers.
check-impossible-count = There are { $of } conditions, so { $count } of them cannot be asked for.
check-impossible-count-help = Ask for 1 to { $of }.
check-always-true = This always holds: every value of `{ $name }` meets it.
check-always-true-help = See whether the limit is right; if it is not needed, take it away.
check-always-false = This never holds: no value of `{ $name }` meets it.
check-always-false-help = See whether the limit is right, or the range of `{ $name }` too narrow.
check-cyclic-definition = The definition comes back to itself: { $cycle }.
check-cyclic-definition-help = Let one of them use only facts, or definitions before it.

check-item-inapplicable = The result of item `{ $name }` cannot be not_applicable.
check-item-inapplicable-help = An item gives an outcome or effects; not_applicable belongs into an exception. What is never tolerated is a red line.
check-exception-without-result = The exception gives no outcome.
check-exception-without-result-help = Write exempt, mitigate, lenient or accountable, or write not_applicable.
check-defeat-with-effect = With not_applicable, the effect `{ $name }` cannot be given.
check-defeat-with-effect-help = Take the effect away; give it in an item of its own.
check-modality-missing = Whether it may, should or must be done is not said.
check-modality-missing-help = Write may, should or must before the outcome: they leave different discretion.
check-beyond-competence = Item `{ $name }` is for level { $level } and above; this instrument stands below and never uses it.
check-beyond-competence-help = Take the item away, change its competence, or see whether the level in the front matter is right.
check-field-not-a-value = `{ $value }` is not a value of `{ $name }`; here it is only a label.
check-field-not-a-value-help =
    { $near ->
        [yes] Did you mean `{ $suggestion }`? Then belonging to it becomes a condition.
       *[no] To make it a condition, write one of the declared values of `{ $name }`.
    }
check-cyclic-priority = The order comes back to itself: { $cycle }.
check-cyclic-priority-help = Take one of the preferences away.

check-given-twice = The example gives `{ $name }` twice.
check-given-twice-help = Give each fact once in an example.
check-needs-value =
    `{ $name }` is { $kind ->
        [choice] a choice
        [money] an amount
        [date] a date
       *[count] a whole number
    }; the example must give its value.
check-needs-value-help = Write `{ $name } = value`.
check-always-applies = `{ $name }` is not declared may_not_apply, so it always applies.
check-always-applies-help = Write `may_not_apply` at the fact, or give it a value.
check-not-a-red-line = `#{ $tag }` is not a red line.
check-not-a-red-line-help = After `redline` write the tag of a red line; tags of items go after `because`.

check-duplicate-step = The step `{ $name }` stands twice.
check-duplicate-step-help = Write a step as one statement with all its clauses.
check-unknown-step = There is no step `{ $name }`.
check-unknown-step-help =
    { $near ->
        [yes] Did you mean `{ $suggestion }`?
       *[no] The page of the language lists the steps; what is no step is a safeguard.
    }
check-duplicate-clause = The same kind of clause stands twice.
check-duplicate-clause-help = Make one clause of them, parted by commas.
check-extension-without-limit = There is an extension, but no limit.
check-extension-without-limit-help = Write `limit …` before `extend …`.
check-impossible-people = The number of people cannot be { $count }.
check-impossible-people-help = Write a number of people that can be meant.
check-impossible-term = The time cannot be { $count }.
check-impossible-term-help = Write a length of time that can be meant.

check-unused-fact = No rule uses the fact `{ $name }`.
check-unused-fact-help = Take it away, or see whether a condition that needs it is missing.
check-no-burden = Nobody bears the burden of proof for `{ $name }`.
check-no-burden-help = Add `burden_on applicant` or `burden_on accuser`; if it must be weighed, `judged_by` and who weighs it.
check-needs-default = `{ $name }` helps in some rules and hurts in others, so nobody can say what holds when it cannot be established.
check-needs-default-help = Add `default` and a value, or `judged_by` and who finds it.
check-vague-without-judge = `{ $name }` says “{ $word }”, which has to be weighed, and nobody is named to weigh it.
check-vague-without-judge-help = Add `judged_by` and who weighs it, or put an amount, a number or a time in its place.
check-missing-aspects =
    Of the eight aspects of a complete instrument { $count } are missing:{ $scope ->
        [missing] {" · scope"}
       *[present] {""}
    }{ $principles ->
        [missing] {" · principles"}
       *[present] {""}
    }{ $conditions ->
        [missing] {" · conditions with red lines"}
       *[present] {""}
    }{ $content ->
        [missing] {" · items"}
       *[present] {""}
    }{ $safeguards ->
        [missing] {" · safeguards"}
       *[present] {""}
    }{ $procedure ->
        [missing] {" · procedure"}
       *[present] {""}
    }{ $reminder ->
        [missing] {" · reminder and correction"}
       *[present] {""}
    }{ $results ->
        [missing] {" · use of results"}
       *[present] {""}
    }
check-missing-aspects-help = Write them with scope, principle, redline, item, safeguard, step, remind and protect; another instrument may cover them.
check-align-kind = The fact `{ $name }` has one type in this text and another in the other.
check-align-kind-help = Give it the same type in both, or another id in one.
check-align-values = The choice `{ $name }` has the values { $values } in this text and { $others } in the other.
check-align-values-help = Give both the same ids in the same order, or another id to one of the facts.
check-align-factor = `{ $name }` cannot be multiplied by { $factor } over the range it has in both texts together.
check-align-factor-help = Narrow the range of the fact, or take a smaller factor.
