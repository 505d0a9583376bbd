assess-case = Case { $id }
assess-conclusion = Answer:{"     "}
assess-effects = With:{"       "}
assess-basis = By:{"         "}
assess-regulation = Regulation:{" "}
assess-title = { $title } ({ $id }@{ $version })
assess-clause = { $heading } ({ $tags } { $name })
assess-clause-source = { $clause }; source: { $source }
assess-full = { $text }.
assess-comma = ,{" "}
assess-semicolon = ;{" "}
assess-or = { $first } or { $last }

assess-decided =
    { $outcome ->
        [exempt] { $modality ->
            [may] the person may be exempted.
            [should] the person should be exempted.
            [must] the person must be exempted.
           *[none] the person is exempted.
        }
        [mitigate] { $modality ->
            [may] the consequence may be mitigated.
            [should] the consequence should be mitigated.
            [must] the consequence must be mitigated.
           *[none] the consequence is mitigated.
        }
        [lenient] { $modality ->
            [may] the person may be treated leniently.
            [should] the person should be treated leniently.
            [must] the person must be treated leniently.
           *[none] the person is treated leniently.
        }
       *[accountable] { $modality ->
            [may] the person may be held accountable.
            [should] the person should be held accountable.
            [must] the person must be held accountable.
           *[none] no tolerance; ordinary accountability goes on.
        }
    }
assess-undetermined = undetermined. Still possible: { $possible }. The facts below must be found first.
assess-undetermined-conflict = undetermined. Still possible: { $possible }, or a conflict of items. The facts below must be found first.
assess-discretion = open. The facts are clear; the clause leaves a choice ({ $possible }) that the competent organ makes with reasons.
assess-conflict = conflict. Items that apply give different outcomes without an order; no program may pick, the issuing organ must decide.

assess-outcome-exempt = exemption
assess-outcome-mitigate = mitigation
assess-outcome-lenient = lenience
assess-outcome-accountable = ordinary accountability
assess-then-open = still undetermined
assess-then-conflict = conflict

assess-yes = yes
assess-no = no
assess-state-cannot-establish = cannot be established
assess-state-not-examined = not examined
assess-state-not-applicable = does not apply
assess-yuan = { $amount } yuan
assess-ten-thousand-yuan = { $amount } × 10,000 yuan
assess-hundred-million-yuan = { $amount } × 100,000,000 yuan
assess-days =
    { $days ->
        [one] 1 day
       *[other] { $days } days
    }
assess-test-not = not { $name }
assess-test-both = { $first } and { $second }

assess-looks = Six looks
assess-look-degree = degree
assess-look-motive = motive
assess-look-conditions = conditions
assess-look-procedure = procedure
assess-look-policy = policy
assess-look-consequence = consequence
assess-look-other = other
assess-look-nothing = Nothing found.
assess-look-open = Open: { $open }.
assess-look-both = { $found }. Open: { $open }.
assess-finding = { $name }: { $value }
assess-finding-judged = { $finding } (judged by { $judge })
assess-finding-papers = { $finding } (evidence: { $papers })
assess-finding-both = { $finding } (judged by { $judge }; evidence: { $papers })

assess-reasons = Reasons
assess-node-scope =
    { $truth ->
        [yes] Scope `{ $name }`: inside
        [no] Scope `{ $name }`: outside
       *[open] Scope `{ $name }`: open
    }
assess-node-redline =
    { $truth ->
        [yes] Red line #{ $tag } { $name } ({ $article }): crossed
        [no] Red line #{ $tag } { $name } ({ $article }): not crossed
       *[open] Red line #{ $tag } { $name } ({ $article }): open
    }
assess-node-item =
    { $truth ->
        [yes] Item #{ $tag } { $name } ({ $article }): applies
        [outranked] Item #{ $tag } { $name } ({ $article }): applies, but a rule before it decides
        [replaced] Item #{ $tag } { $name } ({ $article }): applies, through its exception
        [no] Item #{ $tag } { $name } ({ $article }): does not apply
       *[open] Item #{ $tag } { $name } ({ $article }): open
    }
assess-node-variation =
    { $truth ->
        [yes] Exception #{ $tag }: applies and takes its place
        [no] Exception #{ $tag }: does not apply
       *[open] Exception #{ $tag }: open
    }
assess-node-defeat =
    { $truth ->
        [yes] Unless #{ $tag }: applies
        [no] Unless #{ $tag }: does not apply
       *[open] Unless #{ $tag }: open
    }
assess-node-tests = { $title } — { $tests }.
assess-node-tests-more = { $title } — { $tests }; and others.
assess-test = { $test } ({ $known })
assess-known-presumed = cannot be established, presumed { $value }
assess-known-not-applicable = does not apply, counts as no
assess-all = each of these holds:
assess-any = one or more of these hold:
assess-not = this does not hold:
assess-at-least = at least { $count } of these hold:
assess-open-idle = { $count ->
        [one] One more red line or item is open for want of facts; it does not change the answer.
       *[other] { $count } more red lines or items are open for want of facts; none changes the answer.
    }
assess-red-lines-open = Red lines not ruled out yet ({ $count }): { $list }.
assess-items-open = { $count ->
        [one] One more item is open.
       *[other] { $count } more items are open.
    }
assess-items-fallen =
    { $count ->
        [one] 1 more item does not apply.
       *[other] { $count } more items do not apply.
    }
assess-red-lines-clear =
    { $count ->
        [one] 1 other red line is not crossed.
       *[other] { $count } other red lines are not crossed.
    }

assess-missing = What is missing (the most decisive first)
assess-missing-fact = { $name }: { $who }.
assess-missing-papers = { $name }: { $who }; usual evidence: { $papers }.
assess-missing-judge = judged by { $judge }
assess-missing-applicant = the applicant has to show it
assess-missing-accuser = the accusing organ has to show it
assess-missing-anyone = the investigation has to find it
assess-missing-settles =
    { $settles ->
        [0] Alone it does not settle the case, but it leaves fewer questions.
       *[other] It has { $answers } kinds of answer, and { $settles } of them settle the case.
    }
assess-missing-more =
    { $count ->
        [one] 1 more fact, depending on these answers.
       *[other] { $count } more facts, depending on these answers.
    }
assess-if = { $values }: { $then }

assess-presumed = Presumptions
assess-presumption =
    { $against ->
        [applicant] { $name } cannot be established; the applicant bears the burden, so it is presumed { $value }.
        [accuser] { $name } cannot be established; the accusing organ bears the burden, so it is presumed { $value }.
       *[default] { $name } cannot be established; the regulation presumes { $value }.
    }

assess-changes-findings = Which findings were decisive
assess-changes-doable = What could have been done otherwise
assess-is = { $name } = { $value }
assess-is-choice = { $name } = { $value }
assess-change = With { $facts }: { $then }.

assess-readings = Competing readings
assess-reading = As { $by } reads it, { $what }: { $then }.

assess-version-newer = The version of the day of the act was chosen (the old one, or the more lenient). Under the version of the day of the decision { $title }: { $conclusion }
assess-version-older = The version of the day of the decision was chosen as the more lenient. Under the version of the day of the act { $title }: { $conclusion }
assess-notes = Notes
assess-note-after-force = The act was done after this version had gone out of force.
assess-note-no-older = The act was done before this version was in force, and no version of that day was found; only this version is applied. An older one can be given with --older.
assess-note-version-unread =
    { $day ->
        [act] The version of the day of the act, { $version }, cannot read this case; only the version of the day of the decision is applied. Cause: { $reason }
       *[decision] The version of the day of the decision, { $version }, cannot read this case; the regulation asked for is applied in its place. Cause: { $reason }
    }
assess-note-decided-before-act = The day of the decision (decided_on) lies before the day of the act (act_date); the case is judged as if it named no day of the decision.
assess-note-none-decided = No version that was in force on the day of the decision (decided_on) was found; the regulation asked for is applied in its place. Another one can be given with --older.

assess-sum =
    { $all ->
        [one] 1 case
       *[other] { $all } cases
    }: { $decided } decided, { $undetermined } undetermined, { $conflicts } in conflict, { $errors } faulty.
