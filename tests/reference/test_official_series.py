"""Published figures: one line is one place, one source and one method, and the arithmetic of each holds."""

import duckdb
import pytest

RESIDENTS_2025 = 199_765
OF_ONE_SERIES = ["place_id", "kind", "series_name", "standard_id", "split_part(source, ' – ', 1)"]


def read(core: duckdb.DuckDBPyConnection, series_id: str, period: str) -> dict[str, float]:
    return dict(
        core.execute(
            "SELECT indicator_id, value FROM core.official_series WHERE series_id = $series AND period = $period",
            {"series": series_id, "period": period},
        ).fetchall()
    )


@pytest.mark.parametrize("column", OF_ONE_SERIES)
def test_a_series_mixes_nothing(core: duckdb.DuckDBPyConnection, column: str) -> None:
    mixed = core.execute(
        "SELECT series_id FROM core.official_series"
        f" GROUP BY series_id HAVING count(DISTINCT coalesce({column}, '')) > 1"
    ).fetchall()
    assert mixed == []


def test_every_figure_says_where_it_is_from_and_how_sure_it_is(core: duckdb.DuckDBPyConnection) -> None:
    silent = core.execute(
        "SELECT series_id, period FROM core.official_series"
        " WHERE note IS NULL OR split_part(source, ' – ', 1) = '' OR split_part(source, ' – ', 2) = ''"
    ).fetchall()
    assert silent == []


def test_places_are_the_province_and_the_country(core: duckdb.DuckDBPyConnection) -> None:
    places = core.execute("SELECT DISTINCT place_id FROM core.official_series ORDER BY ALL").fetchall()
    assert places == [("lang_son",), ("viet_nam",)]


def test_shares_are_fractions_and_counts_are_whole(core: duckdb.DuckDBPyConnection) -> None:
    wrong = core.execute(
        """
        SELECT series_id, period, indicator_id, value FROM core.official_series
        WHERE CASE WHEN indicator_id LIKE '%_rate' THEN value <= 0 OR value >= 1
                   ELSE value < 1 OR value <> floor(value) END
        """
    ).fetchall()
    assert wrong == []


def test_the_rates_of_2025_follow_from_the_counts(core: duckdb.DuckDBPyConnection) -> None:
    found = read(core, "lang_son_province", "2025")
    poor, near = found["poor_households"], found["near_poor_households"]
    assert (poor, near, poor + near) == (4_643, 13_578, 18_221)
    assert round(poor / RESIDENTS_2025, 4) == found["poverty_rate"] == 0.0232
    assert round(near / RESIDENTS_2025, 4) == found["near_poverty_rate"] == 0.068
    assert round((poor + near) / RESIDENTS_2025, 4) == found["multidimensional_poverty_rate"] == 0.0912


@pytest.mark.parametrize(
    ("series_id", "period"),
    [("lang_son_province", year) for year in ("2021", "2023", "2024", "2025")]
    + [("viet_nam_ministry", year) for year in ("2022", "2023", "2024")],
)
def test_poor_and_near_poor_make_the_multidimensional_rate(
    core: duckdb.DuckDBPyConnection, series_id: str, period: str
) -> None:
    found = read(core, series_id, period)
    # Published with two decimals each.
    assert found["poverty_rate"] + found["near_poverty_rate"] == pytest.approx(
        found["multidimensional_poverty_rate"], abs=1.01e-4
    )


def test_a_forecast_is_not_the_result(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        "SELECT series_id, kind, figure_status, value FROM core.official_series"
        " WHERE period = '2025' AND place_id = 'lang_son' AND indicator_id = 'poverty_rate' ORDER BY value"
    ).fetchall()
    assert rows == [
        ("lang_son_forecast", "forecast", "estimate", 0.0136),
        ("lang_son_province", "review", "official", 0.0232),
    ]


def test_the_line_of_the_government_is_not_that_of_the_ministry(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        "SELECT series_id, list(period ORDER BY period), list(value ORDER BY period) FROM core.official_series"
        " WHERE place_id = 'viet_nam' AND indicator_id = 'poverty_rate' AND kind <> 'forecast'"
        " GROUP BY series_id ORDER BY series_id"
    ).fetchall()
    assert rows == [
        ("viet_nam_government", ["2021", "2025"], [0.044, 0.013]),
        ("viet_nam_ministry", ["2022", "2023", "2024"], [0.0403, 0.0293, 0.0193]),
    ]


def test_the_survey_and_the_review_of_2024_are_two_figures(core: duckdb.DuckDBPyConnection) -> None:
    review, survey = read(core, "lang_son_province", "2024"), read(core, "lang_son_survey", "2024")
    assert (review["poverty_rate"], survey["poverty_rate"]) == (0.0336, 0.040655)


def test_the_opening_of_2021_was_counted_under_the_new_standard(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        "SELECT DISTINCT standard_id, note LIKE '%chuẩn mới%' FROM core.official_series"
        " WHERE series_id = 'lang_son_province' AND period = '2021'"
    ).fetchall()
    assert rows == [("MDP_2022_2025", True)]
