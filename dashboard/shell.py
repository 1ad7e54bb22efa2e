"""The script of every run: address, menu, filters, then the page that was asked for."""

import streamlit as st

import queries
from dashboard.ui import cards, choices, filters, logo, navigation, notices, search
from dashboard.ui.navigation import Entry
from pages import (
    children,
    deprivations,
    household,
    information,
    loading,
    money,
    neighbourhoods,
    official,
    overview,
    policies,
    poverty,
    projects,
    quality,
    tasks,
    training,
)

PAGES = (
    Entry("overview", "results", "", overview.page),
    Entry("poverty", "people", "bien-dong", poverty.page),
    Entry("children", "people", "tre-em", children.page),
    Entry("training", "people", "dao-tao-nghe", training.page),
    Entry("information", "people", "phuong-tien-thong-tin", information.page),
    Entry("deprivations", "people", "thieu-hut", deprivations.page),
    Entry("neighbourhoods", "people", "khoi-pho", neighbourhoods.page),
    Entry("household", "people", "ho", household.page),
    Entry("projects", "delivery", "du-an", projects.page),
    Entry("policies", "delivery", "chinh-sach", policies.page),
    Entry("money", "delivery", "kinh-phi", money.page),
    Entry("tasks", "delivery", "nhiem-vu", tasks.page),
    Entry("official", "data", "bieu-tong-hop", official.page),
    Entry("quality", "data", "chat-luong", quality.page),
    Entry("loading", "data", "nap-so-lieu", loading.page),
)


def show() -> None:
    """Draw one run. Restoring the address before the menu makes a change of page one entry of the browser's history."""
    try:
        refused = filters.restore()
    except queries.NoWarehouse as error:
        cards.warn(choices.language().of(error.words))
        return
    page = navigation.open_page(PAGES, choices.language())
    logo.draw()
    with st.sidebar:
        search.draw()
        filters.draw()
    cards.warn(*refused)
    try:
        notices.show(filters.current())
        page.run()
    except queries.AskedWrongly as error:
        cards.warn(choices.language().of(error.words))


show()
