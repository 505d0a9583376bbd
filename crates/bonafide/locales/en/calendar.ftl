cli-calendar-about = Counts working days and time limits, and keeps the calendar they go by
cli-calendar-usage = bonafide calendar <COMMAND> [OPTIONS] …
cli-calendar-exit =
    Working days go by the yearly notices of the State Council's General Office, with the
    weekend days worked in exchange. A year without a notice is never guessed: import it first.

cli-calendar-due-about = Prints the day on which a term falls due; the day it begins on is not counted
cli-calendar-due-usage = bonafide calendar due [OPTIONS] DATE COUNT
cli-calendar-due-start = The day on which the term begins, such as 2026-03-01
cli-calendar-due-count = How many units the term has
cli-calendar-due-unit = The unit: working-days, days, months or years; otherwise working-days
cli-calendar-due-data = A data directory, whose imported years are known too
cli-calendar-due-output = How the answer is shown: text or json
cli-calendar-due-exit =
    The first line is the date alone.
    Exit codes: 0 reckoned; 1 the command line is wrong, or something cannot be read; 3 a year in
    the data directory is wrong; 4 a year is needed that has no notice yet.

cli-calendar-explain-about = Lists each day from the beginning of a term to its end, and why it counts or does not
cli-calendar-explain-usage = bonafide calendar explain [OPTIONS] DATE COUNT
cli-calendar-explain-start = The day on which the term begins, such as 2026-03-01
cli-calendar-explain-count = How many units the term has
cli-calendar-explain-unit = The unit: working-days, days, months or years; otherwise working-days
cli-calendar-explain-data = A data directory, whose imported years are known too
cli-calendar-explain-output = How the answer is shown: text or json
cli-calendar-explain-exit =
    Exit codes: 0 reckoned; 1 the command line is wrong, or something cannot be read; 3 a year in
    the data directory is wrong; 4 a year is needed that has no notice yet: the list ends there.

cli-calendar-import-about = Checks the calendar of a year and stores it with the others of a data directory
cli-calendar-import-usage = bonafide calendar import --data DIR YEAR.json
cli-calendar-import-file = The year: its notices, its days off and the weekend days worked instead
cli-calendar-import-data = The data directory it is stored in, made when there is none
cli-calendar-import-exit =
    How the file is written:
      {"{"}"year": 2027, "papers": ["number or address of the notice"], "days": [
        {"{"}"name": "元旦", "date": "2027-01-01", "isOffDay": true{"}"}, …]{"}"}
    A weekend day that is worked has isOffDay false. After a further notice or a correction,
    "version": "2027-2" is added.
    Exit codes: 0 stored; 2 a newer version is known, or the same one with other days;
    3 the year is wrong.

cli-calendar-list-about = Lists the years known, their notices, and the year that is missing
cli-calendar-list-usage = bonafide calendar list [OPTIONS]
cli-calendar-list-data = A data directory, whose imported years are known too
cli-calendar-list-today = The day for which a missing year is looked for; otherwise today in Beijing
cli-calendar-list-output = How the years are shown: text or json (one object a year, then the missing one)
cli-calendar-list-exit =
    Exit codes: 0 none is missing, or its notice is not due yet; 3 a year in the data directory is
    wrong; 4 a notice is due and not known.

calendar-term-working-days =
    { $count ->
        [one] 1 working day
       *[other] { $count } working days
    }
calendar-term-days =
    { $count ->
        [one] 1 day
       *[other] { $count } days
    }
calendar-term-months =
    { $count ->
        [one] 1 month
       *[other] { $count } months
    }
calendar-term-years =
    { $count ->
        [one] 1 year
       *[other] { $count } years
    }

calendar-due = { $term } from { $start }, not counting that day: due on { $due }, and not overdue before that day ends (calendar { $version }).
calendar-moved = By count the last day is { $from }, a day of rest; the day after the rest takes its place (Civil Code, art. 203).
calendar-year-end = The count goes past 28 December, and the notice of holidays for { $year } is not known yet; it may move these days for New Year. Reckon again once it is imported.
calendar-provisional = There is no notice for { $year }; the days of the week alone were counted, which binds nobody.
calendar-out-of-range = The term ends after the year 9999 and cannot be reckoned.
calendar-unknown-year =
    Not decidable: { $year } is needed, and the State Council's notice of holidays for { $year } is not known. Which days are worked is never guessed.
    Write the notice down as a file (see bonafide calendar import --help), then:
    bonafide calendar import { $year }.json --data DIR
    and ask again with --data DIR.
calendar-rough = By the days of the week alone from { $year } on, it would be about { $due }; that binds nobody.

calendar-why-start = the term begins, not counted (Civil Code, art. 201)
calendar-why-calendar-day = counted, as every day is
calendar-why-within = to { $until }: { $days ->
        [one] 1 day
       *[other] { $days } days
    } within the term, not counted one by one
calendar-why-same-number = the day of the same number (Civil Code, art. 202)
calendar-why-month-end = the month's end, as it has no day of that number (Civil Code, art. 202)
calendar-why-last-off = { $kind }; the last day moves on (Civil Code, art. 203)
calendar-why-moved-here = { $kind }, the day after the rest (Civil Code, art. 203)
calendar-why-stopped = clock stopped since { $from } by { $person }: { $reason }
calendar-why-last = { $reason } ← due
calendar-kind-working = working day
calendar-kind-weekend = weekend
calendar-kind-make-up = worked in exchange for { $name } [{ $notice }]
calendar-kind-holiday = holiday, { $name } [{ $notice }]
calendar-notices = Notices:
calendar-weekday-1 = Mon
calendar-weekday-2 = Tue
calendar-weekday-3 = Wed
calendar-weekday-4 = Thu
calendar-weekday-5 = Fri
calendar-weekday-6 = Sat
calendar-weekday-7 = Sun

calendar-head-version = Version
calendar-head-off = Off
calendar-head-worked = Worked instead
calendar-head-notice = Notice
calendar-advice = Advice: the notice of holidays for { $year } may be out. Look for it and import it: bonafide calendar import { $year }.json --data DIR
calendar-alarm = Alarm: the notice of holidays for { $year } should be out and is not known; terms that reach { $year } cannot be reckoned. Import it: bonafide calendar import { $year }.json --data DIR

calendar-imported = Stored as { $path }: version { $version }, { $off } days off, { $worked } weekend days worked, notice { $notices }; the calendar is now { $calendar }.
calendar-fault = { $place }: { $sentence }
calendar-fault-entry = { $place }: entry { $entry }: { $sentence }
calendar-fault-not-json = this is no JSON: { $reason }.
calendar-fault-field = { $field } is missing or not what it should be; see bonafide calendar import --help.
calendar-fault-year = year must be a whole number from 2000 to 9998, not { $year }.
calendar-fault-version = version must be the year, a hyphen and a number from 1, such as "2027-2", not `{ $version }`.
calendar-fault-no-such-day = there is no day `{ $date }`; days are written like 2027-01-01.
calendar-fault-outside-year = { $date } lies neither in the year nor in the December before it.
calendar-fault-twice = { $date } stands twice, first in entry { $first }.
calendar-fault-worked-weekday = { $date } is no weekend day and worked anyway, so it is not worked in exchange; is the date wrong?
calendar-fault-holiday-missing = { $holiday } is not among the days off; the law gives it every year, so the file is hardly whole.
calendar-fault-older = version { $known } is known and is not replaced by the older { $given }.
calendar-fault-same-version = version { $version } is known with other days; for a correction or a further notice, write a higher version into the file.
