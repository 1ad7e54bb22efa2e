"""Precision and recall over several invented wards. Run: python -m bench.linkage.quality SIZE YEARS SEED…"""

import sys
from collections import defaultdict

from .measure import Score, measure, show
from .population import make_lists


def main(size: int, years: int, seeds: list[int]) -> None:
    total: dict[str, Score] = defaultdict(Score)
    for seed in seeds:
        for name, score in measure(make_lists(seed, size, years)).items():
            total[name] += score
    print("\n".join(show(total)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), [int(seed) for seed in sys.argv[3:]])
