"""The launcher, from outside: what every address answers before and around a page."""

import json
import re
import tomllib
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import streamlit
import yaml
from playwright.sync_api import Page, expect

from dashboard import theme
from dashboard.text import Text
from dashboard.ui.chrome.document import rewrite_index, write_policy
from tests.conftest import ROOT, Server, Traffic, require_program

WORDS = yaml.safe_load((ROOT / "dashboard/ui/chrome/words.vi.yml").read_text(encoding="utf-8"))
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
INDEX = (
    '<html lang="en"><head><title>Streamlit</title><script>\n  let a = 1\n</script></head>'
    "<noscript>No\nscript</noscript></html>"
)


def fetch(server: Server, path: str, **headers: str) -> tuple[dict[str, str], str]:
    with urlopen(Request(server.url + path, headers=headers), timeout=20) as answer:
        return {name.lower(): value for name, value in answer.headers.items()}, answer.read().decode("utf-8")


def test_index_is_rewritten_whole() -> None:
    html = rewrite_index(INDEX, Text("vi"))
    assert html.startswith('<html lang="vi"><head><title>')
    assert "Streamlit" not in html
    assert "No\nscript" not in html
    assert html.index("chrome/vi.js") < html.index("</head>")


def test_policy_allows_exactly_the_inline_scripts_of_the_index() -> None:
    script_source = re.search(r"script-src ([^;]*);", write_policy(INDEX))
    assert script_source is not None
    # printf '\n  let a = 1\n' | openssl dgst -sha256 -binary | base64
    assert script_source[1] == "'self' 'sha256-Cx4O+IadEsAjQ8qwm6BS4yBJmS8VtjUrAgabyTk27KQ='"


@pytest.mark.parametrize(
    ("path", "lang"), [("/", "vi"), ("/poverty?ky=2026", "vi"), ("/?lang=en", "en"), ("/?lang=xx", "vi")]
)
def test_document_names_its_language_and_title(server: Server, path: str, lang: str) -> None:
    headers, html = fetch(server, path, **{"Accept-Encoding": "gzip"})
    assert f'<html lang="{lang}">' in html
    assert f"<title>{Text(lang)('app.title')}</title>" in html
    assert int(headers["content-length"]) == len(html.encode("utf-8"))
    assert "etag" not in headers


def test_document_is_guarded(server: Server) -> None:
    headers, _ = fetch(server, "/")
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]


def test_no_other_page_may_command_this_one(server: Server) -> None:
    _, answer = fetch(server, "/_stcore/host-config")
    assert json.loads(answer)["allowedOrigins"] == []


def test_static_files_stay_cached_and_guarded(server: Server) -> None:
    script = re.search(r'src="\./(static/js/index[^"]+)"', fetch(server, "/")[1])
    assert script is not None
    headers, _ = fetch(server, f"/{script[1]}")
    assert "immutable" in headers["cache-control"]
    assert "etag" in headers
    assert headers["x-content-type-options"] == "nosniff"


def test_word_script_carries_the_table(server: Server) -> None:
    headers, script = fetch(server, "/chrome/vi.js")
    assert headers["content-type"].startswith("text/javascript")
    assert "Không có kết quả" in script


def test_word_table_never_translates_its_own_words() -> None:
    exact = WORDS["exact"]
    assert set(exact).isdisjoint(exact.values())
    assert all(isinstance(word, str) and word.strip() == word for pair in exact.items() for word in pair)
    for pattern in WORDS["patterns"]:
        assert not [word for word in exact.values() if re.fullmatch(pattern["found"], word)]
        assert not re.fullmatch(pattern["found"], pattern["put"])


def test_every_word_of_the_table_is_one_that_this_streamlit_writes() -> None:
    """A new Streamlit that words a control differently is noticed here, not by an officer."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    written = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
    assert [word for word in WORDS["exact"] if f"`{word}`" not in written and f'"{word}"' not in written] == []


def test_word_table_names_each_word_once() -> None:
    lines = (ROOT / "dashboard/ui/chrome/words.vi.yml").read_text(encoding="utf-8").splitlines()
    keys = [
        line.strip().split(": ")[0] for line in lines if line.startswith("  ") and not line.startswith(("  -", "  #"))
    ]
    assert len(keys) == len(set(keys))


def test_nothing_is_sent_and_no_door_stands_open() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["showErrorLinks"] is False
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["server"]["enableAgentApi"] is False


def test_theme_is_the_palette() -> None:
    colours = CONFIG["theme"]
    assert (colours["primaryColor"], colours["textColor"], colours["borderColor"]) == (
        theme.BLUE,
        theme.INK,
        theme.RULE,
    )
    assert colours["chartCategoricalColors"] == [theme.BLUE, theme.ORANGE, theme.GREY, theme.AMBER, theme.PALE]


def test_no_page_stands_beside_the_script_of_a_visit() -> None:
    assert not (ROOT / "dashboard" / "pages").exists()
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_absent_program_is_named_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no-such-browser is not installed: apt-get install it"):
        require_program("no-such-browser", install="apt-get install it")


@pytest.mark.browser
def test_page_opens_under_the_policy(page: Page, traffic: Traffic) -> None:
    page.goto("/")
    expect(page.get_by_test_id("stAppViewContainer")).to_be_visible()
    expect(page.get_by_role("heading").first).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert traffic.complaints == []


@pytest.mark.browser
def test_words_of_the_frame_are_vietnamese(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.get_by_text("Tới nội dung chính")).to_be_attached()
    expect(page.get_by_text("Skip to main content")).to_have_count(0)


@pytest.mark.browser
def test_words_that_appear_or_change_later_are_vietnamese_too(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading").first).to_be_visible()
    page.evaluate(
        """() => document.body.insertAdjacentHTML("beforeend", `<div id="late" title="Fullscreen"><p>No results</p>
           <p>200MB per file</p><p> Search </p><p>Open the door</p><textarea>Search</textarea></div>`)"""
    )
    expect(page.locator("#late p")).to_have_text(
        ["Không có kết quả", "Mỗi tệp tối đa 200MB", "Tìm", "Open the door"], use_inner_text=True
    )
    expect(page.locator("#late textarea")).to_have_text("Search")
    expect(page.locator("#late")).to_have_attribute("title", "Toàn màn hình")
    page.evaluate("document.querySelector('#late p').firstChild.nodeValue = 'Page not found'")
    expect(page.locator("#late p").first).to_have_text("Không có trang này")


@pytest.mark.browser
def test_english_screen_keeps_english_words(page: Page) -> None:
    page.goto("/?lang=en")
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.get_by_text("Skip to main content")).to_be_attached()
    assert page.evaluate("document.documentElement.lang") == "en"
