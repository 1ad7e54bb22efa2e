"""What a person has decided of rows that may be one household, in pseudonyms as the dashboard makes them."""

import csv
from io import StringIO

from etl.clean.dates import PartialDate
from etl.clean.identity import make_key
from etl.clean.text import fold_text
from synthetic_ward.households import LAST_YEAR, Ward
from synthetic_ward.scenario import read_rows

HEADER = (
    "decided_on",
    "decided_by",
    "verdict",
    "earlier_period",
    "earlier_id",
    "later_period",
    "later_id",
    "note",
)


def make_links(ward: Ward, secret: bytes) -> str:
    """links.csv: the row of the year before, with its number, and the row of the last year without one.

    The pseudonyms are those of `etl.sources.household_review.make_listed_id`.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for row in read_rows("links"):
        home = ward.by_name[row["household"]]
        head = home.head(LAST_YEAR)
        born = PartialDate(head.role.birth.year)
        earlier = make_key(secret, "H", home.head(LAST_YEAR - 1).id_number)
        later = make_key(secret, "H", fold_text(head.name), str(born), home.area_in(LAST_YEAR).area_id)
        decided = (row["decided_on"], row["decided_by"], row["verdict"])
        writer.writerow((*decided, LAST_YEAR - 1, earlier, LAST_YEAR, later, row["note"]))
    return text.getvalue()
