"""Write the lists of an invented ward as Parquet. Run: python -m bench.linkage.make FOLDER SIZE YEARS"""

import sys
from pathlib import Path

from pyarrow import parquet

from .measure import to_arrow
from .population import make_lists


def main(folder: Path, size: int, years: int) -> None:
    lists = make_lists(1, size, years)
    parquet.write_table(to_arrow(lists.households), folder / "household_review.parquet")
    parquet.write_table(to_arrow(lists.members), folder / "member_list.parquet")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
