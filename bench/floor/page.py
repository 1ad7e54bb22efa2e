"""One bare page: as many charts, tables and blocks of text as our page of that name, all of them constants."""

import plotly.graph_objects as go
import streamlit as st
from constants import HOUSEHOLDS, LABELS, PAGES

page = PAGES[st.query_params["page"]]
for number in range(page["charts"]):
    st.plotly_chart(go.Figure(go.Bar(x=LABELS, y=HOUSEHOLDS)), theme=None, key=f"chart_{number}")
for text in page["texts"]:
    st.html(text)
