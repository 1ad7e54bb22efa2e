"""The sections of the page of movements: one is drawn at a time, each opens with its own finding."""
