"""The ids of all rules that the loader can raise, read from its source: the readers of a warehouse never import it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ETL = Path(__file__).resolve().parents[2] / "etl"
# Rules whose id is made at run time: the expression as written in the source, and every id it can give.
MADE = {
    "charset.lower()": ("tcvn3", "vni"),
    "f'{field}_unknown'": ("indicator_unknown", "kind_unknown"),
    # Handed on from where they are collected themselves: a refusal of the child process, of a sheet, a check in SQL.
    "line['refused']": (),
    "refusal.rule": (),
    "report.refused.rule": (),
    "error.rule": (),
    "row['rule']": (),
    "rule": (),
    # LoadLog.note, which takes a file and no rule.
    "name": (),
    # One sentence for two readers.
    "*_COPY": ("duplicate_row",),
}
IN_SQL = re.compile(r"'(\w+)' AS rule\b")


class UnreadableRule(AssertionError):
    """A call whose rule this reading of the source cannot tell: add the expression to MADE with the ids it gives."""


def list_rule_ids() -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ETL.rglob("*.py"))]
    takers = [dict(_find_takers(tree)) for tree in trees]
    everywhere = {name: place for found in takers for name, place in found.items() if not name.startswith("_")}
    constants = [pair for tree in trees for pair in _read_constants(tree).items()]
    shared = {name: value for name, value in constants if not name.startswith("_")}
    in_code = {
        rule
        for tree, own in zip(trees, takers, strict=True)
        for rule in (*_read_calls(tree, everywhere | own, shared), *_read_answers(tree))
    }
    checks = [path.read_text(encoding="utf-8") for path in ETL.rglob("*.sql")]
    return in_code | {rule for sql in checks for rule in IN_SQL.findall(sql)}


def _find_takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Give every callable with a parameter `rule`, and its place among the arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for name, names in _list_parameters(node):
                if "rule" in names:
                    yield name, names.index("rule")
        elif isinstance(node, ast.FunctionDef) and node.name != "__init__":
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "rule" in names:
                yield node.name, names.index("rule")


def _list_parameters(node: ast.ClassDef) -> Iterator[tuple[str, list[str]]]:
    fields = [one.target.id for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]
    starts = [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"]
    yield node.name, [argument.arg for argument in starts[0].args.args[1:]] if starts else fields


def _read_constants(tree: ast.Module) -> dict[str, object]:
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _read_calls(tree: ast.Module, places: dict[str, int], shared: dict[str, object]) -> Iterator[str]:
    """`shared`: constants that other modules may import."""
    constants = shared | _read_constants(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
        if name in places and len(node.args) > places[name]:
            given.append(node.args[places[name]])
        for argument in given:
            yield from _read_rule(argument, constants)


def _read_answers(tree: ast.Module) -> Iterator[str]:
    """Give what the child process answers in place of a workbook: {"refused": "too_heavy", …}."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "refused" and isinstance(value, ast.Constant):
                    yield str(value.value)


def _read_rule(argument: ast.expr, constants: dict[str, object]) -> Iterator[str]:
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.IfExp):
        yield from _read_rule(argument.body, constants)
        yield from _read_rule(argument.orelse, constants)
    elif isinstance(argument, ast.Name) and argument.id in constants:
        yield str(constants[argument.id])
    elif (written := ast.unparse(argument)) in MADE:
        yield from MADE[written]
    else:
        raise UnreadableRule(written)
