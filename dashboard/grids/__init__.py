"""Tables as data: what the screen shows and what a file holds are written from the same `Grid`."""

from dashboard.grids.grid import Cell, Grid, Head, Link, Mark, headed

__all__ = ["Cell", "Grid", "Head", "Link", "Mark", "headed"]
