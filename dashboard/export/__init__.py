"""Files made of grids: the numbers of the page, as numbers."""
