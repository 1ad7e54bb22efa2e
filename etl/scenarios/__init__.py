"""Scenarios kept under a name: what somebody supposed, beside the data and never part of them."""
