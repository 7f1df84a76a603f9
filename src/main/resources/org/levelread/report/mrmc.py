#!/usr/bin/env python3
"""Recomputes the multi-reader multi-case numbers of a LevelRead report from ratings.csv, with Python's own library alone.

Run in the unpacked folder: python3 mrmc.py
Areas under the empirical ROC curve with the covariances of DeLong (Obuchowski 1997 for clusters: the levels of one patient),
Obuchowski and Rockette's analysis with Hillis' degrees of freedom (2007). Prints each number beside the report's and ends with
status 1 where one differs by more than 1e-8.
"""
import bisect
import csv
import math
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))


def rows(name):
    with open(os.path.join(here, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def beta(x, a, b):
    """the regularised incomplete beta function, by Lentz's continued fraction"""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, 10000):
        for n in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                  -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d, c = 1 / (1 + n * d), 1 + n / c
            h *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return front * h


def t_quantile(freedom):
    """97.5 % quantile of Student's t"""
    low, high = 0.0, 1e4
    for _ in range(200):
        t = (low + high) / 2
        if beta(freedom / (freedom + t * t), freedom / 2, .5) > .05:
            low = t
        else:
            high = t
    return low


class Area:
    def __init__(self, cases):
        """cases: (cluster, positive, score)"""
        yes = sorted(s for _, p, s in cases if p)
        no = sorted(s for _, p, s in cases if not p)
        self.n = len(yes), len(no)

        def below(values, s):
            return (bisect.bisect_left(values, s) + bisect.bisect_right(values, s)) / 2 / len(values)

        self.area = sum(below(no, s) for s in yes) / len(yes)
        self.parts = {}, {}
        for cluster, positive, s in cases:
            part = below(no, s) - self.area if positive else 1 - below(yes, s) - self.area
            own = self.parts[0 if positive else 1]
            own[cluster] = own.get(cluster, 0) + part
        self.clusters = {c for c, _, _ in cases}

    def covariance(self, other):
        def unbiased(n):
            return n / (n - 1)

        (a, b), (c, d) = self.parts, other.parts
        m, n = self.n
        all_of = len(self.clusters)
        return (unbiased(len(a)) * sum(a[k] * c[k] for k in a) / m / m
                + unbiased(len(b)) * sum(b[k] * d[k] for k in b) / n / n
                + unbiased(all_of) * sum(a[k] * d.get(k, 0) for k in a) / m / n
                + unbiased(all_of) * sum(b[k] * c.get(k, 0) for k in b) / m / n)


report = {row["arm, reader and figure"]: row for row in rows("tables/mrmc-auc.csv")}
ratings = {}
for row in rows("ratings.csv"):
    case = row["film_id"], row["level"]
    cluster = "patient " + row["patient"] if row["patient"] else "film " + row["film_id"]
    ratings.setdefault((row["arm"], row["rater"]), {})[case] = (cluster, row["instrumented"] == "1", float(row["score"]))

wrong = 0


def compare(label, value, low=None, high=None):
    global wrong
    row = report.get(label)
    for name, again in (("estimate", value), ("lower", low), ("upper", high)):
        if again is None or row is None or row[name] == "":
            continue
        equal = abs(again - float(row[name])) <= 1e-8
        wrong += 0 if equal else 1
        print("%-60s %-8s report %.10f  again %.10f  %s" % (label, name, float(row[name]), again, "same" if equal else "DIFFERS"))


arms = [a for a in ("unaided", "aided", "reader") if any(arm == a for arm, _ in ratings)]
for (arm, rater), cases in ratings.items():
    values = list(cases.values())
    if len({p for _, p, _ in values}) == 2:
        label = "the model alone" if arm == "model" else "reader " + rater + ("" if arm == "reader" else ", " + arm)
        compare(label, Area(values).area)

# who read less than half of the films that anybody read in all arms is left out
codes = sorted({rater for arm, rater in ratings if arm != "model"})
films = {r: set.intersection(*({f for f, _ in ratings.get((a, r), {})} for a in arms)) for r in codes}
every = set.union(set(), *films.values())
codes = [r for r in codes if films[r] and 2 * len(films[r]) >= len(every)]
common = sorted(set.intersection(*(set(ratings[a, r]) for a in arms for r in codes))) if codes else []
truths = {ratings[arms[0], codes[0]][case][1] for case in common} if common else set()
if len(codes) >= 2 and len(truths) == 2:
    roc = [[Area([ratings[a, r][case] for case in common]) for r in codes] for a in arms]
    t, r = len(arms), len(codes)
    area = [[x.area for x in arm] for arm in roc]
    mean = [sum(arm) / r for arm in area]
    cov = [[[[roc[i][j].covariance(roc[k][l]) for l in range(r)] for k in range(t)] for j in range(r)] for i in range(t)]
    for i, arm in enumerate(arms):
        shared = sum(cov[i][j][i][l] for j in range(r) for l in range(r) if j != l) / (r * (r - 1))
        noise = sum((v - mean[i]) ** 2 for v in area[i]) / (r - 1)
        variance = noise + max(0, r * shared)
        freedom = variance ** 2 / (noise ** 2 / (r - 1)) if noise else 1e9
        half = t_quantile(freedom) * math.sqrt(variance / r)
        label = "mean over the readers" if t == 1 else arm + ", mean over the readers"
        compare(label, mean[i], mean[i] - half, min(1, mean[i] + half))
    if t == 2:
        pairs = [(j, l) for j in range(r) for l in range(r) if j != l]
        within = sum(cov[i][j][i][l] for i in range(2) for j, l in pairs) / (2 * r * (r - 1))
        across = sum(cov[i][j][1 - i][l] for i in range(2) for j, l in pairs) / (2 * r * (r - 1))
        grand = sum(mean) / 2
        noise = sum((area[i][j] - mean[i] - (area[0][j] + area[1][j]) / 2 + grand) ** 2
                    for i in range(2) for j in range(r)) / (r - 1)
        variance = noise + max(0, r * (within - across))
        freedom = variance ** 2 / (noise ** 2 / (r - 1)) if noise else 1e9
        half = t_quantile(freedom) * math.sqrt(2 * variance / r)
        difference = mean[1] - mean[0]
        compare("aided minus unaided, for readers and patients like these", difference, difference - half, difference + half)
        f = r * sum((m - grand) ** 2 for m in mean) / variance
        compare("p that the arms are equal", beta(freedom / (freedom + f), freedom / 2, .5))
sys.exit(1 if wrong else 0)
