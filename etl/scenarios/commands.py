"""python -m etl scenario save | list | remove | restore."""

import json
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from etl.errors import InputError
from etl.folder import DataFolder
from etl.options import DataOption, JsonOption, find_root
from etl.scenarios.keeping import list_scenarios, remove_scenario, restore_scenario, save_scenario
from etl.scenarios.log import Kept, ScenarioLog
from etl.scenarios.model import Supposed, read_supposed, write_costs, write_helps


class Action(StrEnum):
    SAVE = "save"
    LIST = "list"
    REMOVE = "remove"
    RESTORE = "restore"


def add_scenarios(app: typer.Typer) -> None:
    app.command("scenario")(scenario_command)


def scenario_command(
    action: Action,
    what: Annotated[str, typer.Argument(help="save: tên kịch bản; remove, restore: mã kịch bản.")] = "",
    by: Annotated[str, typer.Option("--by", help="Người lập (tên hoặc chức danh).")] = "",
    period: Annotated[str, typer.Option(help="Kỳ của kịch bản, ví dụ 2026.")] = "",
    give: Annotated[
        list[str] | None, typer.Option(help="MÃ_HỘ,MÃ_HỘ=HỖ_TRỢ,HỖ_TRỢ hoặc MÃ_KHỐI=HỖ_TRỢ; ghi được nhiều lần.")
    ] = None,
    cost: Annotated[list[str] | None, typer.Option(help="HỖ_TRỢ=SỐ_ĐỒNG cho một hộ; ghi được nhiều lần.")] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Kịch bản mô phỏng: lưu dưới một tên, xem, xóa, lấy lại. Không đổi số liệu, không cần dựng lại."""
    folder, now = DataFolder(find_root(data)), datetime.now()
    if action is Action.LIST:
        log = list_scenarios(folder)
        print(json.dumps(_show(log), ensure_ascii=False) if as_json else "\n".join(_describe(log)))
        return
    if action is Action.SAVE:
        scenario_id = save_scenario(folder, what, _read(period, give, cost), by=by, now=now)
        told, said = {"status": "saved", "scenario_id": scenario_id}, f"Đã lưu kịch bản «{what}», mã {scenario_id}."
    else:
        decide = remove_scenario if action is Action.REMOVE else restore_scenario
        name = decide(folder, what, by=by, now=now).line.name
        done = "xóa" if action is Action.REMOVE else "lấy lại"
        told = {"status": f"{action}d", "scenario_id": what}
        said = f"Đã {done} kịch bản «{name}», mã {what}."
    print(json.dumps(told, ensure_ascii=False) if as_json else said)


def _read(period: str, give: list[str] | None, cost: list[str] | None) -> Supposed:
    try:
        return read_supposed(period, ";".join(give or ()), ";".join(cost or ()))
    except InputError as error:
        raise InputError(f"Chưa lưu được kịch bản: {error}.") from None


def _show(log: ScenarioLog) -> dict[str, object]:
    return {"scenarios": [_show_one(one) for one in log.kept], "problems": list(log.problems)}


def _show_one(kept: Kept) -> dict[str, object]:
    return {
        "scenario_id": kept.line.scenario_id,
        "name": kept.line.name,
        "saved_at": kept.line.said_at,
        "saved_by": kept.line.said_by,
        "period": kept.supposed.period,
        "helps": [
            {"indicators": one.indicators, "household_ids": one.household_ids, "area_id": one.area_id}
            for one in kept.supposed.helps
        ],
        "unit_costs_vnd": kept.supposed.unit_costs_vnd,
        "is_removed": kept.is_removed,
    }


def _describe(log: ScenarioLog) -> Iterator[str]:
    for kept in log.standing:
        line, supposed = kept.line, kept.supposed
        costs = write_costs(supposed.unit_costs_vnd)
        more = f"; đơn giá {costs}" if costs else ""
        told = f"kỳ {supposed.period}: {write_helps(supposed.helps)}{more}"
        yield f"{line.scenario_id} · {line.name} · {line.said_at} · {line.said_by} · {told}"
    if not log.standing:
        yield "Chưa lưu kịch bản nào."
    yield from (f"▲ {problem}" for problem in log.problems)
