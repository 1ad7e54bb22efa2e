"""How everything in a roll-up is counted, as one digest: numbers counted otherwise are not added up."""

import json
from hashlib import sha256

from queries.catalogue import find_table, indicators
from queries.ward import Reference

# The settings that decide who is counted; those of small counts, due days and signs only decide what is shown.
COUNTING = (
    *("child_age_from", "child_age_below", "youth_age_from", "youth_age_to", "adult_level_age_from"),
    *("school_year_first_month", "relapse_lookback_years", "newly_escaped_months", "training_project"),
)
MOVEMENT = "movement"


def digest_definitions(reference: Reference) -> str:
    """Return the SHA-256 of every indicator, of the movement table, and of the ward's settings that they count by."""
    known = [
        [one.id, one.kind, one.unit.id, list(one.slices), one.definition.vi, " ".join(one.body.split())]
        for one in indicators()
    ]
    told = [
        *(known, " ".join(find_table(MOVEMENT).body.split())),
        [[key, reference.settings[key].value] for key in COUNTING if key in reference.settings],
        [[level.level_id, level.school_age_from, level.school_age_to] for level in reference.school_levels],
    ]
    return sha256(json.dumps(told, ensure_ascii=False).encode("utf-8")).hexdigest()
