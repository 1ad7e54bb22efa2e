"""Workbooks as cells: checked before parsing, parsed in a child process that may die without harm."""
