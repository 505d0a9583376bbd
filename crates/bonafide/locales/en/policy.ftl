# Drafting regulations

policy-title = Drafting
policy-lead = Articles and rules stand in one text: write on the left, and it is checked on the right as you write. Then try it with examples, proofs and past cases; in the end the competent body adopts it. Only you see your drafts, and nothing rests on them before they are adopted.
policy-mine = My drafts
policy-none = No drafts yet. Begin from a regulation in force, or from a first text.
policy-begin = A new draft
policy-from = What to begin from
policy-from-nothing = A first text (a small example that runs)
policy-do-begin = Begin
policy-untitled = Untitled draft
policy-text = Articles and rules
policy-text-hint = Write the article under its heading; under it, between three backticks and the word bonafide, the lines that say what it means. It is kept as you write, for ninety days.
policy-findings = Findings
policy-do-keep = Keep and check
policy-do-drop = Throw this draft away
policy-sound = Nothing found.
policy-warned = No errors; { $warnings ->
    [one] one place wants
   *[other] { $warnings } places want
} a look.
policy-wrong = { $errors ->
    [one] One error: it has
   *[other] { $errors } errors: they have
} to be mended before the text can be tried or adopted. Warnings: { $warnings }.
policy-more = { $count } more, shown once those above are mended.
policy-error = Error
policy-warning = Warning
policy-advice = Advice
policy-place = line { $line }, character { $column }
policy-articles = Articles
policy-facts = Facts to find
policy-items = Items
policy-red-lines = Red lines
policy-examples = Examples
policy-tab-text = Text and rules
policy-tab-test = Tests
policy-tab-compare = Comparison
policy-tab-issue = Adoption
policy-wrong-first = The text still has errors. Mend them under "Text and rules" first.
policy-no-examples = No examples yet. Write a few typical cases with the answer they should get: they watch over the text when it changes.
policy-examples-caption = Examples that fail
policy-example = Example
policy-verdict = Holds
policy-why = What is lacking
policy-fails = fails
policy-open = undetermined, still possible: { $possible }
policy-conflict = contradictory
policy-proofs = Proofs over every possible case
policy-no-superior = Its superior is not adopted here, so the two questions about the superior were not asked.
policy-past = What it would do to past cases
policy-past-sum = The draft was applied to the facts found in { $count } cases of this site: { $changed } would come out otherwise. The cases themselves are untouched.
policy-flow = How answers would change
policy-changed = Cases that would come out otherwise (those you may see)
policy-was = Answer now
policy-would = Answer under the draft
policy-count = Cases
policy-compare-with = Regulation in force to compare with
policy-do-compare = Compare
policy-compare-none = Choose a regulation in force. One with the draft's own id is compared by itself.
policy-compare-sum = { $more } lines added, { $less } taken out; what is unchanged is left out.
policy-more-line = added
policy-less-line = taken out
policy-issue-not-yours = Regulations are adopted by whoever leads the organ that issues them for the unit, or the deciding organ where there is none. Hand them the text: they can make a draft of it and adopt it.
policy-issue-what = { $name } will be adopted, in force from { $from }.
policy-issue-for = The unit it is for (with those below it)
policy-issue-note = Once adopted the text stands in the record and nobody can change it; a change is a new version. Acts before its first day stay under the rules of their day, unless the later text is more lenient.
policy-do-issue = Adopt and publish
policy-examples-sum = { $failed ->
    [0] All { $held } examples hold.
   *[other] { $failed } of the examples fail, { $held } hold.
}
policy-examples-held = The examples that hold, with their answers
policy-each = Each of them
