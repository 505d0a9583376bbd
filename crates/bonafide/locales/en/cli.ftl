cli-heading-usage = Usage:
cli-heading-verbs = Commands:
cli-heading-places = Arguments:
cli-heading-options = Options:

cli-about = Reads, checks, proves and applies regulations of good-faith error (容错纠错)
cli-usage = bonafide <COMMAND> [OPTIONS] …
cli-exit =
    Exit codes of every command: 0 yes; 1 fault (reading, writing, a bug, a wrong
    command line); 2 the answer is no; 3 the text is wrong; 4 not yet decidable.
cli-lang = Language of everything shown: zh or en; otherwise that of LC_ALL, LC_MESSAGES or LANG
cli-help = Shows help
cli-version = Shows the version

cli-check-about = Checks regulations and shows everything wrong with them, each with its place, cause and help
cli-check-usage = bonafide check [OPTIONS] REGULATION.md…
cli-check-regulations = The regulations; their superiors are looked for among them and beside them
cli-check-output = How the findings are shown: text or json (one object a line)
cli-check-exit = Exit codes: 0 no error (warnings and advice do not count); 3 errors.

cli-format-about = Lays out the rules of regulations in one way, and converts their keywords between Chinese and English
cli-format-usage = bonafide format [OPTIONS] REGULATION.md…
cli-format-regulations = The regulations, changed in place
cli-format-check = Changes nothing, but shows what would change
cli-format-keywords = Writes all keywords in one language: zh or en; otherwise each file keeps the language it mostly uses
cli-format-exit = Exit codes: 0 laid out; 2 with --check, something would change; 3 the text is wrong and left alone.

cli-test-about = Runs the examples in regulations
cli-test-usage = bonafide test [OPTIONS] REGULATION.md…
cli-test-regulations = The regulations whose examples are run
cli-test-superior = A superior regulation whose red lines the examples meet too; otherwise they run against their own text alone
cli-test-exit = Exit codes: 0 every example holds; 2 an example fails; 3 the text is wrong.

cli-prove-about = Proves the theorems P1 to P10 over a regulation, or shows a counterexample for each that fails
cli-prove-usage = bonafide prove [OPTIONS] REGULATION.md
cli-prove-regulation = The regulation
cli-prove-superior = The superior regulation, when it does not stand beside the regulation
cli-prove-against = An older version, to prove what widened and what narrowed since
cli-prove-output = How the theorems are shown: text or json
cli-prove-exit =
    Exit codes: 0 all hold; 2 one fails, or the versions differ; 3 the text is wrong;
    4 a proof could not be finished.

cli-assess-about = Applies a regulation to cases: one result a case, with its reasons
cli-assess-usage = bonafide assess [OPTIONS] REGULATION.md CASES.jsonl
cli-assess-regulation = The regulation
cli-assess-cases = The cases, one JSON object a line, its id not among the 1,500,000 before it; - reads standard input
cli-assess-output = How the answers are shown: text, a page a case, or json, an object a line
cli-assess-superior = The superior regulation, when it does not stand beside the regulation
cli-assess-older = Another version, for acts and decisions of days when the regulation was not in force, when it does not stand beside it; can be given several times
cli-assess-exit =
    Exit codes, in this order:
      3 the regulation or its superior is wrong, or a line of the cases is faulty
        (the other lines are answered all the same);
      4 otherwise, a case is undetermined;
      2 otherwise, a case is in conflict;
      0 otherwise: every case is decided.

    A case is judged by the version in force on its `act_date` and by the one in force
    on its `decided_on` (the regulation named here, when it gives no such day). The first
    counts, or the second where it is more lenient and says so (retroactivity).

cli-replay-about = Shows which cases two versions of a regulation answer differently
cli-replay-usage = bonafide replay [OPTIONS] --against OLD.md REGULATION.md CASES.jsonl
cli-replay-regulation = The regulation, or its draft
cli-replay-against = The version it is compared with
cli-replay-cases = The cases, one JSON object a line, its id not among the 1,500,000 before it; - reads standard input
cli-replay-output = How the changes are shown: text or json (one object a changed case, then the counts)
cli-replay-superior = The superior regulation, when it does not stand beside the regulation
cli-replay-exit = Exit codes: 0 nothing changes; 2 something changes; 3 a regulation is wrong, or a line of the cases is faulty.

cli-man-about = Prints the manual page
cli-man-usage = bonafide man

cli-completions-about = Prints the completion script of a shell
cli-completions-usage = bonafide completions <SHELL>
cli-completions-shell = The shell: bash, elvish, fish, powershell or zsh

cli-fault = fault:
cli-fault-read = `{ $path }` cannot be read: { $reason }.
cli-fault-write = `{ $path }` cannot be written: { $reason }.
cli-fault-output = standard output cannot be written: { $reason }.
cli-reason-not-found = there is no such file
cli-reason-denied = permission is denied
cli-reason-folder = it is a folder, not a file

cli-usage-verb = there is no command `{ $verb }`.
cli-usage-no-verb = say what to do.
cli-usage-unknown = `{ $argument }` is unknown.
cli-usage-missing = missing: { $argument }.
cli-usage-no-value = `{ $argument }` needs a value.
cli-usage-value = `{ $argument }` cannot be `{ $value }`; it can be: { $values }.
cli-usage-id = `{ $argument }` cannot be `{ $value }`: an id has letters, digits, `-`, `_` and `.`, at most 64 bytes.
cli-usage-command-id = `{ $argument }` cannot be `{ $value }`: the id of a command has 32 hexadecimal digits.
cli-usage-field = `{ $value }` must be written as FIELD=VALUE.
cli-usage-day = `{ $argument }` cannot be `{ $value }`: it must be a day that exists, written like 2026-03-01.
cli-usage-count = `{ $argument }` cannot be `{ $value }`: it must be a number from 1 to 36600.
cli-usage-twice = `{ $argument }` may stand only once.
cli-usage-other = the command line is not right: { $argument }.
cli-usage-near = did you mean `{ $near }`?
cli-usage-help = See bonafide --help for the commands, bonafide <COMMAND> --help for one of them.

cli-format-done = `{ $file }` is laid out.
cli-format-left = `{ $file }` has errors and was left alone.
cli-format-differs = `{ $file }` would change:
cli-format-more = and { $lines } more lines.
cli-format-would =
    { $files ->
        [one] 1 file
       *[other] { $files } files
    } would change; without --check they are changed.
