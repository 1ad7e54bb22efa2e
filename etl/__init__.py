"""From a ward's workbooks to a published warehouse. Front doors: `etl.build`, `etl.inspection`.

Nothing is imported here: the child that reads workbooks starts with this package and needs little of it.
"""
