case-refused = Line { $line }, case { $id }: { $sentence }
case-refused-unnamed = Line { $line }: { $sentence }

case-not-utf8 = The line is not UTF-8 text: it cannot be read from character { $column } on.
case-not-json = The line is not JSON from character { $column } on, or nested too deep.
case-not-an-object =
    The line should be an object {"{"}"id": …, "facts": …{"}"}, but it is { $found ->
        [null] null
        [boolean] true or false
        [number] a number
        [text] a text
       *[array] an array
    }.
case-line-too-long = The line has { $length } bytes, more than { $most } MiB, and was not read.
case-id-missing = The case has no id.
case-id-not-text =
    The id of a case should be a text, but it is { $found ->
        [null] null
        [boolean] true or false
        [number] a number
        [object] an object
       *[array] an array
    }.
case-id-two = The case has two ids: `{ $first }` and `{ $second }`.
case-id-twice = The id `{ $id }` stands on an earlier line; only that case is answered.
case-facts-missing = The case has no facts; when nothing was examined, write "facts": {"{}"}.
case-facts-not-an-object =
    The facts should be an object, but they are { $found ->
        [null] null
        [boolean] true or false
        [number] a number
        [text] a text
       *[array] an array
    }.
case-fact-twice = The fact `{ $fact }` is given twice with different values.
case-wrong-type =
    The fact `{ $fact }` should be { $expected ->
        [boolean] true or false
        [choice] one of its values, as a text
        [integer] a whole number
        [money] a number of yuan
       *[date] a date such as "2026-03-01"
    }, but it is `{ $found }`.
case-no-such-value = The fact `{ $fact }` has no value `{ $found }`; it can be: { $values }.
case-not-a-date = `{ $fact }` should be a date that exists, such as "2026-03-01", but it is `{ $found }`.
case-finer-than-fen = The amount `{ $found }` of the fact `{ $fact }` is finer than a fen.
case-not-whole = The fact `{ $fact }` should be a whole number, but it is `{ $found }`.
case-out-of-range = The value `{ $found }` of the fact `{ $fact }` does not lie between { $low } and { $high }.
case-always-applies = The fact `{ $fact }` is not declared may_not_apply, so it always applies.
case-unknown-state = The fact `{ $fact }` has no state `{ $found }`; it can be: found, cannot_establish, not_examined, not_applicable.
case-value-and-state = The fact `{ $fact }` has a value and is `{ $state }` too, which contradict each other.
case-value-missing = The fact `{ $fact }` has no value.
case-wrong-member =
    { $expected ->
        [texts] The evidence of the fact `{ $fact }` should be a list of texts
       *[readings] The readings of the fact `{ $fact }` should be a list of {"{"}"by": …, "value": …{"}"}
    }, but it is { $found ->
        [null] null
        [boolean] true or false
        [number] a number
        [text] a text
        [object] an object
       *[array] an array
    }.

case-note-unknown-field = The field `{ $field }` is unknown and was not used.
case-note-unknown-fact = The fact `{ $fact }` is unknown and was not used.
case-note-unknown-fact-like = The fact `{ $fact }` is unknown and was not used; did you mean `{ $like }`?
case-note-unknown-member = `{ $member }` in the fact `{ $fact }` is unknown and was not used.
case-note-null = The fact `{ $fact }` is null and was taken as not examined.
