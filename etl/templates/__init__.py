"""Fill-in workbooks: a form with its drop-downs and the current list, recognised again by its technical keys."""
