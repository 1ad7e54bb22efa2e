"""One set of drawn khối, from which laws are read, and some drawn wards; what is told of them to whom, asked once."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from queries import Filters, Mode, Viewer, Warehouse
from tests.disclosure.laws import Matrix, draw_khoi, read_vectors
from tests.disclosure.questions import Answers, Key, ask
from tests.disclosure.wards import YEARS, Place, draw_wards

ROOT = Path(__file__).parents[2]
PLACE = Place(YEARS[0], "MDP_2022_2025", "")
POLICIES = (
    *("production_guidance", "preferential_credit", "vocational_training", "work_abroad", "tuition_exemption"),
    "health_insurance_poor",
)
# Who is outside: each is told what may leave the house.
VIEWERS = {
    "public": Viewer("public"),
    "unit": Viewer("unit", units=("vhxh",)),
    "leaving": Viewer("officer", mode=Mode.OUTGOING),
}


@dataclass(frozen=True, slots=True)
class Wards:
    """`read(year, role)`: what is told, role "officer" for the truth. `keys`, `vectors`: what each household adds."""

    keys: list[Key]
    vectors: Matrix
    warehouse: Warehouse
    years: tuple[str, ...]
    read: Callable[[str, str], Answers]


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own reference data, really loaded, and no list."""
    folder = tmp_path_factory.mktemp("bare")
    shutil.copytree(ROOT / "data" / "reference", folder / "reference")
    build = [sys.executable, "-m", "etl", "build", "--data", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def draw(bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int, int], Wards]]:
    """`draw(khoi, years)`: read the laws from so many khối and draw a ward for so many years."""

    @cache
    def draw_both(count: int, wards: int) -> Wards:
        folder, years = tmp_path_factory.mktemp("drawn"), YEARS[:wards]
        keys, vectors = read_vectors(draw_khoi(bare, folder / "khoi", PLACE, POLICIES, count, seed=1), PLACE)
        warehouse = draw_wards(bare, folder / "wards", years, PLACE.standard_id, POLICIES, seed=5)

        @cache
        def read(year: str, role: str) -> Answers:
            return ask(Filters(period=year, standard_id=PLACE.standard_id), VIEWERS.get(role, Viewer()), warehouse)

        return Wards(keys, vectors, warehouse, years, read)

    yield draw_both
    draw_both.cache_clear()
