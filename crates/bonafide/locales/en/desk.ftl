cli-case-about = Opens cases, carries them on step by step, and shows where they stand
cli-case-usage = bonafide case <COMMAND> [OPTIONS] …

cli-case-new-about = Reports an accountability matter and opens its case; its screening is due from then on
cli-case-new-usage = bonafide case new --as PERSON [OPTIONS] FIELD=VALUE…
cli-case-new-act = What opens the file: report, prefile, remind or train; otherwise report
cli-case-new-exit = Exit codes: 0 recorded; 2 refused by a rule; 3 the fields are wrong; 1 a fault.

cli-case-do-about = Does one act in a case, if the procedure allows it; otherwise says which rule refuses it and what to do instead
cli-case-do-usage = bonafide case do --as PERSON [OPTIONS] CASE ACT FIELD=VALUE…
cli-case-do-act = The act, by its Chinese or Latin name; bonafide case acts lists them
cli-case-do-expect_version = The version of the case you have seen: refused when the case went on since
cli-case-do-file = A file to be kept with the evidence; its type is found by its content
cli-case-do-exit = Exit codes: 0 recorded; 2 refused by a rule; 3 the fields are wrong; 1 a fault.

cli-case-show-about = Shows where a case stands, what comes next, who may do it and by when
cli-case-show-usage = bonafide case show [OPTIONS] CASE
cli-case-show-on = The day it is looked at; otherwise today in Beijing

cli-case-timeline-about = Lists what happened in a case, in order
cli-case-timeline-usage = bonafide case timeline [OPTIONS] CASE
cli-case-timeline-on = The day it is looked at; otherwise today in Beijing

cli-case-due-about = Lists the running terms of all cases by the day they fall due, overdue ones first, rights apart from duties
cli-case-due-usage = bonafide case due [OPTIONS]
cli-case-due-on = The day it is looked at; otherwise today in Beijing

cli-case-list-about = Lists all cases
cli-case-list-usage = bonafide case list [OPTIONS]

cli-case-export-about = Writes a case with its proofs and files into one archive, which record verify checks on any machine
cli-case-export-usage = bonafide case export [OPTIONS] --into FILE CASE
cli-case-export-into = The archive; an existing file is not overwritten

cli-case-import-about = Checks the archive of a case from another organ and records that it was received
cli-case-import-usage = bonafide case import --as PERSON --key KEY [OPTIONS] CASE.archive
cli-case-import-key = The key of the other record's log, as it was announced
cli-case-import-archive = The archive
cli-case-import-exit = Exit codes: 0 received; 2 the archive was altered, or was received before; 3 it is no archive.

cli-case-acts-about = Lists the acts that can be done in a case, or the fields of one
cli-case-acts-usage = bonafide case acts [OPTIONS] [ACT]
cli-case-acts-act = The act whose fields are listed

cli-people-about = Keeps the roster: who is who, who is barred from a case, who could be assigned or drawn
cli-people-usage = bonafide people <COMMAND> [OPTIONS] …

cli-people-import-about = Brings the tables of a text into the roster: all of them, or nothing
cli-people-import-usage = bonafide people import --as PERSON [OPTIONS] ROSTER.md
cli-people-import-file = The roster: tables in Markdown, see docs/reference/people.md

cli-people-show-about = Shows the people on the roster with their offices today
cli-people-show-usage = bonafide people show [OPTIONS] [PERSON]
cli-people-show-person = Only this person
cli-people-show-on = The day it is looked at; otherwise today in Beijing

cli-people-bars-about = Says why a person may not act in a case, and what could be raised against it
cli-people-bars-usage = bonafide people bars [OPTIONS] CASE PERSON
cli-people-bars-person = The person
cli-people-bars-part = What the person would do: investigate, assess, propose, decide or review; otherwise investigate
cli-people-bars-on = The day it is looked at; otherwise today in Beijing
cli-people-bars-exit = Exit codes: 0 may act; 2 barred.

cli-people-suggest-about = Suggests whom to assign to a case, fairest first, and says why the others are not
cli-people-suggest-usage = bonafide people suggest [OPTIONS] CASE
cli-people-suggest-count = How many are needed; otherwise 2
cli-people-suggest-organ = Among whose members, by the name of the regulation; otherwise 核查组
cli-people-suggest-on = The day it is looked at; otherwise today in Beijing
cli-people-suggest-exit = Exit codes: 0 enough people; 2 too few.

cli-people-draw-about = Draws reviewers for a case by a lot that anybody can repeat
cli-people-draw-usage = bonafide people draw [OPTIONS] CASE
cli-people-draw-count = How many are drawn; otherwise 3
cli-people-draw-pool = From which list: third-party or appraiser; otherwise third-party
cli-people-draw-round = How many draws the case had before; the first draw is 0
cli-people-draw-on = The day it is looked at; otherwise today in Beijing

cli-rules-about = Adopts regulations for a site and lists those adopted
cli-rules-usage = bonafide rules <COMMAND> [OPTIONS] …

cli-rules-adopt-about = Checks a regulation and records its adoption; cases are decided by it from then on
cli-rules-adopt-usage = bonafide rules adopt --as PERSON [OPTIONS] REGULATION.md
cli-rules-adopt-file = The regulation
cli-rules-adopt-unit = The unit it holds for, with the units below it; otherwise all
cli-rules-adopt-superior = The superior regulation, when it does not stand beside the regulation
cli-rules-adopt-exit = Exit codes: 0 adopted; 2 refused; 3 the text is wrong, or leaves out what the law demands.

cli-rules-list-about = Lists the regulations adopted
cli-rules-list-usage = bonafide rules list [OPTIONS]

cli-record-about = Verifies, signs and proves the record
cli-record-usage = bonafide record <COMMAND> [OPTIONS]

cli-record-verify-about = Derives everything again from the stored bytes and names the first entry that is wrong
cli-record-verify-usage = bonafide record verify [OPTIONS] [CASE.archive]
cli-record-verify-archive = An archive of a case instead, checked offline without any record
cli-record-verify-key = The key of the record's log as it was announced, for an archive; otherwise the archive's own is taken and named
cli-record-verify-deep = Also opens every envelope and every attachment
cli-record-verify-exit = Exit codes: 0 intact; 2 altered, the first wrong entry is named.

cli-record-checkpoint-about = Signs the head of the record, writes pin and tiles, and prints the signed checkpoint
cli-record-checkpoint-usage = bonafide record checkpoint [OPTIONS]

cli-record-prove-about = Writes a proof file for each entry of a case, which anybody can check against the checkpoint alone
cli-record-prove-usage = bonafide record prove [OPTIONS] --into DIR CASE
cli-record-prove-into = The directory the proof files are written to, made when there is none

cli-record-request-about = Prints a request to a witness to cosign the newest checkpoint, to be carried as a file
cli-record-request-usage = bonafide record request [OPTIONS]
cli-record-request-old = The size the witness cosigned last; 0 the first time

cli-record-cosigned-about = Keeps the line with which a witness answered
cli-record-cosigned-usage = bonafide record cosigned [OPTIONS] --key KEY ANSWER.txt
cli-record-cosigned-key = The key of the witness, as witness init printed it
cli-record-cosigned-answer = The answer of the witness; - reads standard input

cli-witness-about = Cosigns the checkpoints of other organs' records
cli-witness-usage = bonafide witness <COMMAND> [OPTIONS] …

cli-witness-init-about = Makes the key of a witness and prints what others verify its lines with
cli-witness-init-usage = bonafide witness init --data DIR NAME
cli-witness-init-data = The directory of the witness, made when there is none
cli-witness-init-name = The name of the witness, such as audit.county.example

cli-witness-cosign-about = Answers a request to cosign a checkpoint, carried as a file
cli-witness-cosign-usage = bonafide witness cosign --data DIR [OPTIONS] REQUEST.txt
cli-witness-cosign-data = The directory of the witness
cli-witness-cosign-log = The key of the record's log, as record checkpoint prints it; needed the first time
cli-witness-cosign-request = The request: old size, consistency proof and checkpoint; - reads standard input
cli-witness-cosign-exit = Exit codes: 0 cosigned; 2 refused; 3 no request.

cli-common-data = The data directory of the site; otherwise that of BONAFIDE_DATA
cli-common-database = A PostgreSQL database for the events; otherwise that of BONAFIDE_DATABASE, or SQLite in the data directory
cli-common-actor = Who does it, by roster number
cli-common-on = The day it was done, such as 2026-03-01; otherwise today in Beijing
cli-common-id = An id for the command, 32 hexadecimal digits: sent twice with the same id, it is done once
cli-common-output = How the answer is shown: text or json
cli-common-fields = The fields of the act, each as FIELD=VALUE, a list's field several times; names in Chinese or Latin letters
cli-common-case = The number of the case, such as 2026-0001

place-no-data = No data directory: give --data DIR, or set BONAFIDE_DATA.
place-no-record = There is no record in `{ $path }`. Bring in a roster first, which makes it: bonafide people import ROSTER.md --data { $path } --as PERSON; then adopt a regulation: bonafide rules adopt REGULATION.md --data { $path } --as PERSON.
place-in-use = `{ $path }` is in use by another process; stop it first.
place-newer = The record has schema { $found }, this program knows { $known }; open it with the newer one.
place-key-missing = The key file `{ $path }` cannot be read; it must be the one the record was made with.
place-key-exposed = Others may read the key file `{ $path }`; set its mode to 0600.
place-key-wrong = The key is not the one the record was made with.
place-fault = The record cannot be opened, read or written: { $reason }

handle-wrong-text = The regulation has errors and was not adopted; bonafide check shows each.
handle-gaps = The regulation leaves out what the law demands; no case is decided by it:
    { $gaps }
handle-gap-missing = it provides for no step “{ $step }”
handle-gap-term = “{ $step }” has no term
handle-wrong-roster = The roster has errors; nothing was brought in:
    { $errors }
handle-unknown-outcome = It is not known whether this was recorded; send it again with the same --id, it is not done twice.
handle-fault = It was not done: { $reason }

act-unknown = There is no act “{ $found }”; bonafide case acts lists all.
act-unknown-near = There is no act “{ $found }”; perhaps { $near }? bonafide case acts lists all.
act-unknown-field = “{ $act }” has no field “{ $found }”; it has { $known }.
act-field-missing = “{ $act }” lacks “{ $field }”; write { $field }=…
act-field-twice = “{ $field }” of “{ $act }” is written once; “{ $found }” is too much.
act-field-empty = “{ $field }” of “{ $act }” is empty.
act-field-closed = “{ $field }” of “{ $act }” cannot be “{ $found }”; it can be { $known }.
act-field-word = “{ $field }” of “{ $act }” cannot be “{ $found }”.
act-field-person = “{ $field }” of “{ $act }” is the number of a person, not “{ $found }”.
act-field-unit = “{ $field }” of “{ $act }” is the id of a unit, not “{ $found }”.
act-field-case = “{ $field }” of “{ $act }” is the number of a case, not “{ $found }”.
act-field-evidence = “{ $field }” of “{ $act }” is the number of evidence, not “{ $found }”.
act-field-day = “{ $field }” of “{ $act }” is a day such as 2026-03-01, not “{ $found }”.
act-field-number = “{ $field }” of “{ $act }” is a whole number, not “{ $found }”.
act-field-money = “{ $field }” of “{ $act }” is an amount, not “{ $found }”.
act-field-finding = “{ $field }” of “{ $act }” is written FACT = yes [Z1], not “{ $found }”.
act-field-record = “{ $field }” of “{ $act }” is written ONE: OTHER, not “{ $found }”.
act-field-file = “{ $field }” of “{ $act }” is not written here; attach with --file FILE.

event-opened = opened
event-assessed = rules applied
event-term-set = term began
event-term-met = term met
event-term-moved = term moved
event-protection-answered = protection answered

receipt-done = Recorded: case { $case }, { $what }, now version { $version }.
receipt-repeat = Recorded before, not done twice: case { $case }, { $what }, then version { $version }.
receipt-place = place { $first } in the record, { $size } in all, command { $id }

show-title = Case { $number }  { $stage }  (version { $version }, last { $last })
show-subject = Person
show-person-in-unit = { $person } ({ $unit })
show-matter = Matter
show-act-on = Day of the act
show-linked = Linked case
show-filing = Filing
show-unit = Filed by
show-implemented = Carried out
show-law = Regulation
show-rulings = Conclusions
show-terms = Terms
show-facts = Facts
show-evidence = Evidence
show-corrections = Corrections
show-protection = Protection and open work
show-next = Next
show-recent = Last { $count } of { $all } entries (bonafide case timeline shows all)
show-now-closed = The case is closed.
show-now-nothing = Nothing is to be done at present.
show-who = { $by }: { $people }
show-until = {" "}(until { $due })
show-rules-say = the rules say
show-assessed = { $outcome } (by { $because })
show-assessed-open = open, perhaps { $possible }; still to be found out: { $missing }
show-assessed-possible = open, perhaps { $possible }
show-determined = determined
show-decided-first = decided
show-decided-now = now in force
show-sanction = sanction
ruling-head = { $on } { $organ } { $outcome }
ruling-effects = ; { $effects }
ruling-served = ; served { $on }
ruling-unserved = ; not yet served
show-protected = protected
show-protected-uses = not to be held against the person in { $uses }
show-breach = breach
show-breach-open = { $count } not handled
show-open-work = left to do
correction-open = { $measure } ({ $owner }, by { $due })
correction-reported = { $measure } ({ $owner }, by { $due }; reported { $on }, to be verified)
correction-closed = { $measure } ({ $owner }; verified { $on })
evidence-line = { $kind } “{ $title }”, { $source }
evidence-file = {" "}(file { $media }, { $size } KiB)
evidence-excluded = ; excluded: { $reason }
standing-found = found { $count }
standing-refuted = refuted { $count }
standing-unresolved = cannot establish { $count }
standing-not-examined = not examined { $count }
next-by = Now { $by } is to do “{ $step }” by { $due }, { $left } ({ $article }).
next-open = Now { $by } is to do “{ $step }” ({ $article }).
stage-filing-open = filing, unanswered
stage-filing-accepted = filing accepted
stage-filing-rejected = filing not accepted
stage-filing-false = false filing
stage-closed = closed: { $outcome }
stage-transferred = transferred
stage-decided = decided: { $outcome }
stage-waits = waits for { $step }
stage-open = open
term-met = done { $on }
term-met-late = done { $on }, late
term-paused = clock stopped
term-lapsed = { $days } days past, the right has lapsed
term-overdue = { $days } days overdue
term-today = due today, not overdue
term-working-days-left = { $days } working days left
term-days-left = { $days } days left
term-stopped = ; stopped { $from } to { $until } by { $by }: { $reason }
term-stands = ; stopped since { $from } by { $by }: { $reason }
term-extended = ; extended by { $more } on { $on }, approved by { $approver }
term-provisional = ; a year it runs into has no notice yet, it is counted anew then
term-done-label = done
term-done = { $step } { $on }
term-done-late = { $step } { $on } (late)
party-subject = the person concerned
party-reporter = the informant
party-team = the team
party-own-unit = the person's unit
party-public = anybody
party-decider = the organ that decided
due-duties = To be done
due-rights = Rights
due-none = No term runs.
list-none = There is no case yet.

rules-adopted = Adopted { $regulation }, digest { $digest }.
rules-for-all = all units

people-imported = Brought in { $count } rows; the roster has { $people } people and { $units } units.
people-none = Nobody like that is on the roster.
people-part-unknown = “{ $part }” is no part; write investigate, assess, propose, decide or review.
people-pool-unknown = “{ $pool }” is no list; write third-party or appraiser.
people-free = { $person } may { $part } in this case.
people-barred = { $person } may not { $part } in this case:
people-doubts = These do not bar by themselves; on request or by the head they may be held to impair impartiality:
people-suggest = To assign: { $people }
people-suggest-few = { $count } are needed, found only: { $people }
people-candidate = { $person }: { $open } open cases, { $doubts } doubts
people-unsuited = { $person }: { $reason }
people-fills = investigates in this case already
people-kin-chosen = related to { $person }, not on one team
people-drawn = Drawn: { $people } (of { $pool })
people-draw-how = The seed { $seed } comes from the root { $root } of the record at size { $size }; docs/reference/lot.md lets anybody repeat it.
people-draw-none = No draw: { $reason }
people-draw-no-checkpoint = The record has no signed checkpoint, so there is no seed all agree on. Sign one: bonafide record checkpoint.
bar-line = { $ground }: { $cause } ({ $article })
bar-acted = did in this case: { $part }
bar-through-kin = { $one } is related to { $other }, and { $tie }
tie-kinship = { $one } and { $other } are related
tie-reporting = reporting line: { $people }
tie-same-organ = both in { $organ }
tie-same-unit = both in { $unit }
tie-former-colleague = were both in { $unit }
tie-post = holds a post in { $unit }
tie-former-post = held a post in { $unit }
tie-interest = { $person } has an interest in { $concern }: { $what }
tie-past-case = together in case { $case }

record-intact = The record is intact: { $entries } entries, { $checkpoints } checkpoints, provable from outside up to { $covered }; opened { $values } values and { $files } attachments.
record-uncovered = The last { $count } entries are not signed yet and rest on this database alone; sign with bonafide record checkpoint.
record-wrong = The record was altered; the first wrong entry is position { $position }: { $wrong }
record-key = key to verify with: { $key }

witness-exists = `{ $path }` is there already; a witness has one key, another goes into another directory.
witness-name = `{ $name }` is no name of a witness: no blanks, no plus sign.
witness-none = There is no witness in this directory. Make one: bonafide witness init --data DIR NAME.
witness-bad-request = This is no request: a line `old SIZE`, proof lines, an empty line, then the checkpoint.
witness-forbidden = The checkpoint bears no valid signature of this record; it is not cosigned.
witness-unknown-log = This record was never witnessed here. Check its key, then give it once with --log KEY.
witness-conflict = Cosigned last at size { $seen }; the request must begin with old { $seen }.
witness-inconsistent = The checkpoint does not continue the history cosigned before: the record may have been rewritten. It is not cosigned; find out at once.

export-done = Case { $case } is in { $path }: { $events } entries, { $files } files; bonafide record verify { $path } checks it on any machine.
archive-intact = The archive is intact: { $events } entries, { $open } fields shown, { $withheld } withheld, { $files } files; all within the record { $origin } of size { $size }.
archive-own-key = The signature is by the archive's own key { $key }; compare it with the announced one, or give that with --key.
archive-wrong = The archive is wrong: { $reason }
record-bad-key = This is no key: { $reason }
record-unsigned = The record is not signed up to here; sign it first: bonafide record checkpoint.
record-no-tiles = Tiles are missing or were altered; signing again makes them anew: bonafide record checkpoint.
record-proved = Wrote { $count } proof files to { $path }.
record-false-line = This is no valid line of { $witness } for the newest checkpoint.
record-cosigned = Kept the line of { $witness } for size { $size }.
import-done = Received case { $case } of { $origin }: { $events } entries, all right; place { $first } in the record, the archive is kept with it.
