"""One bare page: the charts, tables, texts and widgets of our page of that name, all of them constants."""

import plotly.graph_objects as go
import streamlit as st
from constants import HOUSEHOLDS, LABELS, PAGES

page = PAGES[st.query_params["page"]]
for number, options in enumerate(page["groups"]):
    st.segmented_control(f"group {number}", options, default=options[0], required=True)
for number, options in enumerate(page["boxes"]):
    st.selectbox(f"box {number}", options, index=None)
for number in range(page["charts"]):
    st.plotly_chart(go.Figure(go.Bar(x=LABELS, y=HOUSEHOLDS)), theme=None, key=f"chart_{number}")
for text in page["texts"]:
    st.html(text)
