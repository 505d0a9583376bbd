prove-theorem = { $id } { $title }: { $verdict }
prove-holds = holds
prove-fails =
    { $count ->
        [one] fails, in 1 way
       *[other] fails, in { $count } ways
    }
prove-differs =
    { $count ->
        [one] 1 difference
       *[other] { $count } differences
    }
prove-not-asked-no-superior = not asked, there is no superior
prove-not-asked-no-other-version = not asked, no older version is given
prove-more = There are more that are not listed.
prove-remark = Declared to stay under ordinary accountability:{" "}
prove-any-case = any case
prove-and = {" "}and{" "}
prove-not = not ({ $test })
prove-node = #{ $tag } { $name }
prove-case = For example: { $facts }.
prove-second = Beside it, all else alike: { $facts }.
prove-examples = With these examples every condition is tried (they can be pasted as they are):
prove-sum = { $holds } hold, { $fails } fail, { $rest } not asked.
prove-unaligned = The two texts disagree about a fact and cannot be compared.
prove-out-of-reach = { $theorem } could not be finished: numbers tied with factors need more search than is allowed.
prove-disagreement = The engine does not confirm a counterexample of { $theorem }. This is a mistake in this program; please report it.

prove-title-p1 = every red line, item and exception can fire
prove-title-p2 = none is swallowed by the rest
prove-title-p3 = no two outcomes without an order
prove-title-p4 = no case is left unaddressed
prove-title-p5 = nothing is treated more lightly than the superior allows
prove-title-p6 = the superior's red lines are not weakened
prove-title-p7 = the older version gives the same answers
prove-title-p8 = identity never matters
prove-title-p9 = a graver consequence never gives a lighter outcome
prove-title-p10 = the examples try every condition both ways

prove-claim-never-holds = The condition of { $node } never holds.
prove-claim-never-fires = The condition of { $node } can hold, but an exception always defeats it.
prove-claim-changes-nothing = { $node } can fire, but every answer is the same without it.
prove-claim-never-alone = { $node } is never crossed alone: { $with } always is too.
prove-claim-conflict = { $nodes } apply together, give different outcomes and have no order.
prove-claim-unaddressed = No item names this case and no red line is crossed.
prove-claim-unaddressed-superior = No item names this case and no red line is crossed; the superior gives { $superior }.
prove-claim-lighter = { $nodes } gives { $local }, lighter than the superior's { $superior }.
prove-claim-weakened = The superior's red line { $red_line } is crossed, and { $nodes } still gives { $local }.
prove-claim-changed =
    { $shift ->
        [widened] Widened: where { $conditions }, from { $from } to { $to }.
        [narrowed] Narrowed: where { $conditions }, from { $from } to { $to }.
       *[otherwise] Changed: where { $conditions }, from { $from } to { $to }.
    }
prove-claim-identity =
    { $same ->
        [yes] Two cases differ in the identity fact { $fact } only; both give { $first }, with other effects or another modality.
       *[no] Two cases differ in the identity fact { $fact } only; one gives { $first }, the other { $second }.
    }
prove-claim-graver = With a graver { $fact } the outcome goes from { $first } to { $second }.
prove-claim-untried =
    { $value ->
        [yes] No example shows { $place } decided by `{ $part }` being so.
       *[no] No example shows { $place } decided by `{ $part }` not being so.
    }
prove-claim-idle =
    { $value ->
        [yes] In { $place }, `{ $part }` never decides when it is so.
        [no] In { $place }, `{ $part }` never decides when it is not so.
       *[either] In { $place }, `{ $part }` never decides.
    }

test-failed = ✗ example #{ $tag } fails ({ $place })
test-says = says:{"    "}
test-got = got:{"     "}
test-lacking = lacking:{" "}
test-lacks-answer = The answer differs.
test-lacks-possible = Possible are { $possible }, not what it says.
test-lacks-question =
    { $got ->
        [none] The first question should be { $fact }, but nothing is asked.
       *[other] The first question should be { $fact }, but it is { $got }.
    }
test-lacks-reason = #{ $tag } is not among the reasons.
test-lacks-red-line = Red line #{ $tag } is not known crossed.
test-lacks-presumption = { $fact } was not presumed.
test-lacks-effect = The effect { $effect } is not given.
test-file =
    { $failed ->
        [0] `{ $file }`: { $all ->
            [0] no example stands in it.
            [one] 1 example holds.
           *[other] all { $all } examples hold.
        }
       *[other] `{ $file }`: { $failed } of { $all } examples fail.
    }
test-sum =
    { $files ->
        [one] 1 file
       *[other] { $files } files
    }: { $held } examples hold, { $failed } fail.

replay-head = From { $old } to { $new }:
replay-kind =
    { $count ->
        [one] From { $from } to { $to }: 1 case, { $named }.
       *[other] From { $from } to { $to }: { $count } cases, such as { $named }.
    }
replay-clause-gone =
    { $count ->
        [one] No longer by #{ $tag }: 1 case.
       *[other] No longer by #{ $tag }: { $count } cases.
    }
replay-clause-come =
    { $count ->
        [one] Now by #{ $tag }: 1 case.
       *[other] Now by #{ $tag }: { $count } cases.
    }
replay-sum = { $all } cases, { $changed } with another result; { $errors } faulty lines.
