"""The menu: every page in its group and order; a new page is one line here."""

from dashboard.ui.navigation import EVERYBODY, OF_AREAS, OF_PLACES, OF_UNITS, OFFICE, OFFICER, OPEN, Entry
from pages import (
    children,
    deprivations,
    documents,
    household,
    information,
    loading,
    money,
    neighbourhoods,
    official,
    overview,
    policies,
    poverty,
    presenting,
    projects,
    quality,
    tasks,
    trail,
    training,
)

PAGES = (
    Entry("overview", "results", "", overview.page, EVERYBODY),
    Entry("documents", "results", "bao-cao", documents.page, files=("documents",)),
    Entry("presenting", "results", "trinh-chieu", presenting.page, OFFICE, (), is_alone=True),
    Entry("poverty", "people", "bien-dong", poverty.page, OF_PLACES),
    Entry("children", "people", "tre-em", children.page, OF_AREAS),
    Entry("training", "people", "dao-tao-nghe", training.page, OF_AREAS),
    Entry("information", "people", "phuong-tien-thong-tin", information.page, OF_AREAS),
    Entry("deprivations", "people", "thieu-hut", deprivations.page, OF_AREAS),
    Entry("neighbourhoods", "people", "khoi-pho", neighbourhoods.page, OF_PLACES),
    Entry("household", "people", "ho", household.page, OF_AREAS, ("blocks", "letters")),
    Entry("projects", "delivery", "du-an", projects.page, OF_UNITS),
    Entry("policies", "delivery", "chinh-sach", policies.page, OF_UNITS),
    Entry("money", "delivery", "kinh-phi", money.page, OF_UNITS),
    Entry("tasks", "delivery", "nhiem-vu", tasks.page, OF_UNITS),
    Entry("official", "data", "bieu-tong-hop", official.page, OPEN, ("forms",)),
    Entry("quality", "data", "chat-luong", quality.page),
    Entry("loading", "data", "nap-so-lieu", loading.page, OFFICER, ("templates",)),
    Entry("trail", "data", "nhat-ky", trail.page, OFFICER),
)
