"""The screen of a ward's poverty-reduction plan. Nothing here names the ward: names, units and targets are data."""
