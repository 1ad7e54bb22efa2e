"""The catalogue of rules: words for every rule there is; one that had nothing to look at is not one that passed."""

from collections.abc import Callable

import pytest

from queries import Filters, Rule, Viewer, Warehouse, rules, table, words_of
from tests.queries.rule_ids import list_rule_ids


def find_rule(name: str) -> Rule:
    return next(rule for rule in rules() if rule.id == name)


def test_every_rule_that_the_loader_can_raise_has_words_and_no_other() -> None:
    assert {rule.id for rule in rules()} == list_rule_ids()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_is_explained_in_both_languages(rule: Rule) -> None:
    for words in (rule.title.vi, rule.title.en, rule.meaning.vi, rule.meaning.en):
        assert words.strip() == words
        assert len(words) >= 4
    assert rule.meaning.vi.endswith(".")
    assert rule.meaning.en.endswith(".")


@pytest.mark.parametrize("form", sorted({form for rule in rules() for form in (*rule.runs_on, *rule.beside)}))
def test_forms_of_rules_have_names(form: str) -> None:
    assert words_of("form", form).vi != form


def test_a_rule_runs_only_where_its_forms_were_read() -> None:
    members = find_rule("member_count")
    assert members.find_missing({"household_review"}) == ("member_list",)
    assert members.find_missing({"member_list"}) == ("household_review",)
    assert members.find_missing({"household_review", "member_list"}) == ()
    unclear = find_rule("area_missing")
    assert unclear.find_missing({"entitlement_list"}) == ()
    assert set(unclear.find_missing(set())) == set(unclear.runs_on)
    assert find_rule("zip_bomb").find_missing(set()) == ()


@pytest.fixture
def warehouse(build: Callable[..., Warehouse]) -> Warehouse:
    """One list with two findings of one rule, one file refused, one refused for what its sheet was already told of."""
    return build(
        {
            "source_file": [
                {"file": "a.xlsx", "form": "household_review"},
                {"file": "b.xlsx", "refused_rule": "zip_bomb", "refused_message": "Bom."},
                {"file": "c.xlsx", "refused_rule": "missing_column", "refused_message": "Thiếu cột."},
                {"file": "d.xlsx", "refused_rule": "duplicate_file", "refused_message": "Giống «a.xlsx»."},
            ],
            "source_sheet": [{"file": "a.xlsx", "form": "household_review", "sheet": "Khối 1"}],
            "issue": [
                {"issue_id": 1, "file": "a.xlsx", "severity": "warning", "rule": "namesake", "message": "Dòng 5"},
                {"issue_id": 2, "file": "a.xlsx", "severity": "warning", "rule": "namesake", "message": "Dòng 6"},
                {"issue_id": 3, "file": "c.xlsx", "severity": "error", "rule": "missing_column", "message": "Thiếu."},
            ],
        }
    )


def test_findings_are_counted_with_refused_files_and_each_once(warehouse: Warehouse) -> None:
    counted = table("rule_counts", Filters(), viewer=Viewer(), warehouse=warehouse).rows
    assert set(counted) == {
        ("namesake", "warning", 2, 1),
        ("zip_bomb", "error", 1, 1),
        ("missing_column", "error", 1, 1),
        # A copy of a loaded file is no error: nothing is missing.
        ("duplicate_file", "info", 1, 1),
    }


def test_every_count_opens_as_many_rows(warehouse: Warehouse) -> None:
    counted = table("rule_counts", Filters(), viewer=Viewer(), warehouse=warehouse).rows
    listed = table("load_issues", Filters(), viewer=Viewer(), warehouse=warehouse)
    pairs = list(zip(listed.column("rule"), listed.column("severity"), strict=True))
    assert {(rule, severity): pairs.count((rule, severity)) for rule, severity in pairs} == {
        (rule, severity): findings for rule, severity, findings, _ in counted
    }
