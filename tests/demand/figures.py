"""Invented published figures: authorities of different sizes that all follow one ratio, with small differences."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pfa.demand.backtest.files import AGE_COLUMNS, AGES, TOTAL_COLUMNS, TOTALS

RATIO = {13: 1.1, 14: 1.08, 15: 1.05, 16: 0.98, 17: 0.86, 18: 0.79, 19: 0.76}
AUTHORITIES = [str(number) for number in range(301, 331)]


def tables(seed: int = 7) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of the two tables, without their headings."""
    rng = np.random.default_rng(seed)
    totals, ages = [], []
    for code in AUTHORITIES:
        size = int(rng.integers(80, 600))
        counts = {age: int(size * rng.uniform(0.9, 1.1)) for age in range(13, 25)}
        after = {13: counts[13]} | {
            age + 1: round(counts[age] * (RATIO.get(age, 0.6) + 0.02 * rng.standard_normal())) for age in range(13, 24)
        }
        for year, total in (("2022/23", 9 * size), ("2023/24", 10 * size), ("2024/25", 11 * size)):
            totals.append([code, f"Authority {code}", year, str(total)])
        for year, by_age in (("2023/24", counts), ("2024/25", after)):
            ages += [[code, f"Authority {code}", year, str(age), str(count)] for age, count in by_age.items()]
    return totals, ages


def write(folder: Path, totals: list[list[str]], ages: list[list[str]]) -> Path:
    """The two files in a folder."""
    for name, columns, rows in ((TOTALS, TOTAL_COLUMNS, totals), (AGES, AGE_COLUMNS, ages)):
        (folder / name).write_text("\n".join(",".join(row) for row in (columns, *rows)) + "\n", encoding="utf-8")
    return folder
