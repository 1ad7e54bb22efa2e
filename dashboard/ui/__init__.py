"""The only library code that knows Streamlit: the shell and the pages are written in its words."""
