"""The menu: every page in its group and order; a new page is one line here."""

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
