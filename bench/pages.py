"""What a visit to each page of the menu costs, as ratios to bare Streamlit pages that hold the same pieces.

Two real servers, one interleaved run: bare, ours, bare, ours … It prints Markdown; nothing here passes or fails.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from driver.browser import open_browser
from driver.clock import describe_run
from driver.server import Server
from driver.session import Session
from visit.arrivals import measure_arrivals
from visit.clicks import list_options, measure_clicks
from visit.pieces import Page, read_page
from visit.report import write_arrivals, write_clicks, write_order, write_reruns
from visit.reruns import measure_reruns
from visit.stage import FILTER, Stage


def main() -> None:
    print(describe_run(), end="\n\n")
    with TemporaryDirectory() as folder, open_browser() as browser:
        stage = Stage(Path(folder))
        with stage.serve_ours() as scout:
            pages = read_pages(scout)
            stage.keep(pages, {slug: read_answers(scout, slug, page) for slug, page in pages.items()})
        # A server that nobody has asked yet: the first look at a khối is measured too.
        with stage.serve_ours() as ours, stage.serve_floor() as floor:
            print(write_reruns(pages, measure_reruns(floor, ours, tuple(pages))), flush=True)
            print(write_clicks(measure_clicks(browser, floor, ours, pages)), flush=True)
        arrivals = measure_arrivals(browser, stage, pages)
    print(write_arrivals(arrivals))
    print(write_order(pages, arrivals))
    print(describe_run())


def read_pages(server: Server) -> dict[str, Page]:
    """Return the pages of the menu by address, so that a new page is measured without a word here."""
    with Session(server) as first:
        first.rerun()
    return {slug: read_slug(server, slug) for slug in first.slugs}


def read_slug(server: Server, slug: str) -> Page:
    with Session(server, slug) as session:
        session.rerun()
        return read_page(session)


def read_answers(server: Server, slug: str, page: Page) -> dict[str, Page]:
    """Return the page under each khối that is clicked later."""
    with Session(server, slug) as session:
        session.rerun()
        return {option: read_option(session, option) for option in list_options(page)}


def read_option(session: Session, option: str) -> Page:
    session.choose(FILTER, option)
    return read_page(session, may_be_bare=True)


if __name__ == "__main__":
    main()
