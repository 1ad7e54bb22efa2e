"""Cells as wards write them, read without guessing: text, dates, numbers, ticks, classes, identity numbers."""
