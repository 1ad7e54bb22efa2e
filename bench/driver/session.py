"""A browser tab without a browser: the websocket of one session, spoken as Streamlit's own page speaks it.

As a browser does, every rerun sends all widget states, the address and the hashes of the large messages still held.
"""

import socket
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from driver.server import Server

ANSWER_SECONDS = 60
# How many runs a browser keeps a large message that is not shown any more (`global.maxCachedMessageAge`).
KEPT_RUNS = 2
# Where the page itself and its sidebar begin among the places of elements.
MAIN, SIDEBAR = 0, 1


class PageFailed(Exception):
    """The page raised, or its script did not run to the end."""


class Session:
    """One open page. `boxes` are the select boxes of its sidebar by label, `states` what stands in each widget by its
    id, `slugs` the addresses in the menu («» is the first page).
    """

    def __init__(self, server: Server, slug: str = "", query: str = "") -> None:
        self.socket = connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None
        )
        self.slug = slug
        self.query = query
        self.page_hash = ""
        self.slugs: tuple[str, ...] = ()
        self.states: dict[str, str | list[str]] = {}
        self.boxes: dict[str, Selectbox] = {}
        self.held: dict[str, int] = {}
        self.runs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()

    def choose(self, label: str, option: str) -> None:
        """Pick an option of a select box; the next rerun carries it. Raises KeyError where there is no such box."""
        self.states[self.boxes[label].id] = option

    def rerun(self) -> list[ForwardMsg]:
        """Ask for one run and return its messages once the script has finished. Raises PageFailed."""
        self.socket.send(self._write_request())
        self.runs += 1
        messages: list[ForwardMsg] = []
        while not messages or not is_end(messages[-1]):
            message = ForwardMsg.FromString(self._receive())
            self._note(message)
            messages.append(message)
        self.held = {key: run for key, run in self.held.items() if self.runs - run <= KEPT_RUNS}
        return messages

    def _receive(self) -> bytes:
        """Return the next message and acknowledge it at once: Streamlit's server leaves Nagle's algorithm on and would
        hold the rest of every run back for 40 ms. Chromium was not seen to wait.
        """
        received = self.socket.recv(timeout=ANSWER_SECONDS, decode=False)
        self.socket.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        return received

    def _write_request(self) -> bytes:
        request = BackMsg()
        asked = request.rerun_script
        asked.query_string = self.query
        asked.page_script_hash = self.page_hash
        asked.page_name = "" if self.page_hash else self.slug
        asked.cached_message_hashes.extend(self.held)
        for widget_id, state in self.states.items():
            widget = asked.widget_states.widgets.add(id=widget_id)
            if isinstance(state, str):
                widget.string_value = state
            else:
                widget.string_array_value.data.extend(state)
        return bytes(request.SerializeToString())

    def _note(self, message: ForwardMsg) -> None:
        """Keep what a browser would: the page, the address, large messages, what stands in each widget."""
        match message.WhichOneof("type"):
            case "navigation":
                menu = message.navigation
                self.page_hash = menu.page_script_hash
                self.slugs = tuple("" if page.is_default else page.url_pathname for page in menu.app_pages)
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "ref_hash":
                self.held[message.ref_hash] = self.runs
            case "delta":
                if message.metadata.cacheable:
                    self.held[message.hash] = self.runs
                self._note_widget(message)

    def _note_widget(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "exception":
                raise PageFailed(f"{self.slug or '/'}: {element.exception.type}: {element.exception.message}")
            case "selectbox":
                box = element.selectbox
                if message.metadata.delta_path[0] == SIDEBAR:
                    self.boxes[box.label] = box
                if box.set_value:
                    self.states[box.id] = box.raw_value
                elif box.HasField("default"):
                    self.states.setdefault(box.id, box.options[box.default])
            case "text_input":
                field = element.text_input
                if field.set_value:
                    self.states[field.id] = field.value
                else:
                    self.states.setdefault(field.id, field.default)
            case "date_input":
                dates = element.date_input
                self.states.setdefault(dates.id, list(dates.default))
            case "button_group":
                group = element.button_group
                if group.set_value:
                    self.states[group.id] = list(group.raw_values)
                else:
                    self.states.setdefault(group.id, [group.options[place].content for place in group.default])


def is_end(message: ForwardMsg) -> bool:
    """Tell the end of the last run: a run that stopped early for a rerun is followed by another."""
    if message.WhichOneof("type") != "script_finished":
        return False
    if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        raise PageFailed("the script does not compile")
    return bool(message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)


def list_elements(messages: Iterable[ForwardMsg]) -> list[ForwardMsg]:
    """Return the messages that draw an element or open a block in the page or its sidebar, not out of sight."""
    return [
        message
        for message in messages
        if message.WhichOneof("type") == "delta"
        and message.delta.WhichOneof("type") in ("new_element", "add_block")
        and message.metadata.delta_path[0] in (MAIN, SIDEBAR)
    ]
