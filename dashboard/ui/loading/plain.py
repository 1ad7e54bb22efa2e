"""Words from files in Streamlit's own labels, which it reads as Markdown: a file may be called «**a**» or «$x$»."""

import re

MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|~$:<>&-])")


def escape(words: str) -> str:
    return MARKUP.sub(r"\\\1", words)
