"""OpenFisca-core on the bench's rule set: each rule a variable of the `person` entity, the population the cases.

Usage: openfisca.py FOLDER, where FOLDER holds openfisca_rules.py, cases.bin and expected.bin. It checks every outcome and
rule first, says `agrees`, then answers each line of its input with `count seconds` of processor time.
"""

import importlib.util
import os
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

MONTH = "2026-01"


def load_rules(folder):
    spec = importlib.util.spec_from_file_location("rules", os.path.join(folder, "openfisca_rules.py"))
    rules = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(rules)
    return rules


def fold(rule, corrected):
    """Outcome codes from the rules' arrays: 0 exempt, 1 mitigate, 2 accountable."""
    red = np.logical_or.reduce([rule(f"r{place}") for place in range(1, 9)])
    looks = [rule(f"l{place}") for place in range(1, 7)]
    situation = np.logical_or.reduce([rule(f"s{place}") for place in range(1, 21)])
    count = sum(look.astype(np.int8) for look in looks)
    exempt = ~red & situation & (count >= 5) & looks[1] & looks[3]
    mitigate = ~red & (situation | (corrected == 1)) & (count >= 4)
    return np.where(exempt, 0, np.where(mitigate, 1, 2))


def build_system(rules):
    person = build_entity(key="person", plural="persons", label="", is_person=True)
    house = build_entity(key="house", plural="houses", label="", roles=[{"key": "member", "plural": "members", "label": ""}])
    system = TaxBenefitSystem([person, house])

    def add(name, formula=None, kind=int):
        parts = {"value_type": kind, "entity": person, "definition_period": DateUnit.MONTH, "label": name}
        if formula is None:
            parts["default_value"] = rules.MISSING
        else:
            parts["formula"] = formula
        system.add_variable(type(name, (Variable,), parts))

    for fact in rules.YES_NO + rules.CHOICES + rules.NUMBERS:
        add(fact)
    for name, formula in rules.FORMULAS.items():
        add(name, (lambda f: lambda person, period: f(lambda fact: person(fact, period)))(formula), bool)
    add("outcome", lambda person, period: fold(lambda name: person(name, period), person("corrected", period)))

    def flat(person, period):
        def value(fact):
            return person(fact, period)

        return fold(lambda name: rules.FORMULAS[name](value), value("corrected"))

    add("outcome_flat", flat)
    return system


def load_columns(folder, rules):
    raw = np.fromfile(os.path.join(folder, "cases.bin"), dtype=np.dtype([("small", "u1", 20), ("number", "<i4", 8)]))
    columns = {}
    for place, fact in enumerate(rules.YES_NO + rules.CHOICES):
        column = raw["small"][:, place].astype(np.int32)
        column[column == (2 if fact in rules.YES_NO else 255)] = rules.MISSING
        columns[fact] = column
    for place, fact in enumerate(rules.NUMBERS):
        columns[fact] = raw["number"][:, place].copy()
    return columns, len(raw)


def main():
    folder = sys.argv[1]
    rules = load_rules(folder)
    system = build_system(rules)
    columns, count = load_columns(folder, rules)

    def simulation(columns, count, repeat=1):
        built = SimulationBuilder().build_default_simulation(system, count=count * repeat)
        for fact, column in columns.items():
            built.set_input(fact, MONTH, np.tile(column, repeat) if repeat > 1 else column)
        return built

    expected = np.fromfile(os.path.join(folder, "expected.bin"), dtype=np.dtype([("outcome", "u1"), ("fired", "<u8")]))
    built = simulation(columns, count)
    wrong = int((built.calculate("outcome", MONTH) != expected["outcome"]).sum())
    fired = sum(built.calculate(name, MONTH).astype(np.uint64) << np.uint64(place) for place, name in enumerate(rules.FORMULAS))
    wrong += int((fired != expected["fired"]).sum())
    wrong += int((built.calculate("outcome_flat", MONTH) != expected["outcome"]).sum())
    print("agrees" if wrong == 0 else f"{wrong} answers differ", flush=True)

    for line in sys.stdin:
        what = line.strip()
        if what == "one":
            first = {fact: column[:1] for fact, column in columns.items()}
            start = time.process_time()
            answered = 0
            while time.process_time() - start < 0.5:
                simulation(first, 1).calculate("outcome", MONTH)
                answered += 1
            print(answered, time.process_time() - start, flush=True)
            continue
        target, repeat = {"batch": ("outcome", 1), "flat": ("outcome_flat", 1), "million": ("outcome", 10)}[what]
        built = simulation(columns, count, repeat)
        start = time.process_time()
        built.calculate(target, MONTH)
        print(count * repeat, time.process_time() - start, flush=True)


main()
