#!/usr/bin/env python3
"""Recomputes the headline numbers of a LevelRead report from answers.csv, with Python's own library alone.

Run in the unpacked folder: python3 recompute.py
Prints each number beside the report's and ends with status 1 where one differs by more than 1e-9.
"""
import csv
import itertools
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))


def rows(name):
    with open(os.path.join(here, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


answers = {}
for row in rows("answers.csv"):
    determinable = row["determinable"] == "1"
    answers.setdefault(row["film_id"], {})[row["rater"]] = (
        determinable, frozenset(row["instrumented"].split()), frozenset(row["seen"].split()))
readers = sorted({r for film in answers.values() for r in film} - {"model", "reference"})


def same(a, b):
    return a[0] == b[0] and a[1] == b[1]


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None


def exact(first, second):
    return mean(1.0 if same(f[first], f[second]) else 0.0
                for f in answers.values() if first in f and second in f)


def over(pairs):
    return mean(v for v in (exact(a, b) for a, b in pairs) if v is not None)


def jaccard(a, b):
    union = a[1] | b[1]
    return len(a[1] & b[1]) / len(union) if union else 1.0


def both(first, second):
    return [(f[first], f[second]) for f in answers.values()
            if first in f and second in f and f[first][0] and f[second][0]]


pooled = [pair for reader in readers for pair in both("model", reader)]
cells = [0, 0, 0, 0]
for a, b in pooled:
    for level in a[2] & b[2]:
        cells[(0 if level in a[1] else 2) + (0 if level in b[1] else 1)] += 1
n = sum(cells)
got = {}
if len(readers) >= 2:
    got["exact_model_reader"] = over(("model", r) for r in readers)
    got["exact_reader_reader"] = over(itertools.combinations(readers, 2))
    got["difference"] = got["exact_model_reader"] - got["exact_reader_reader"]
    got["difference_readers_drawn"] = got["difference"]
if pooled:
    got["jaccard_model_readers"] = mean(jaccard(a, b) for a, b in pooled)
if n:
    po = (cells[0] + cells[3]) / n
    first = (cells[0] + cells[1]) / n
    second = (cells[0] + cells[2]) / n
    pe = first * second + (1 - first) * (1 - second)
    if pe < 1:
        got["kappa_model_readers"] = (po - pe) / (1 - pe)
    yes = (first + second) / 2
    chance = 2 * yes * (1 - yes)
    got["ac1_model_readers"] = (po - chance) / (1 - chance)
compared = both("model", "reference")
if compared:
    got["exact_model_reference"] = mean(1.0 if same(a, b) else 0.0 for a, b in compared)

wrong = 0
for row in rows("headline.csv"):
    if row["estimate"] == "":
        continue
    report = float(row["estimate"])
    again = got.get(row["name"])
    equal = again is not None and abs(again - report) <= 1e-9
    wrong += 0 if equal else 1
    print("%-28s report %.10f  again %s  %s"
          % (row["name"], report, "none" if again is None else "%.10f" % again, "same" if equal else "DIFFERS"))
sys.exit(1 if wrong else 0)
