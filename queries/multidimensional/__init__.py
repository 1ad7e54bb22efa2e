"""Poverty in several dimensions at once, beside the classes of the law and never in their place."""

from queries.multidimensional.households import Measure, Measured, measure_households
from queries.multidimensional.measures import alkire_foster, estimate_errors

__all__ = ["Measure", "Measured", "alkire_foster", "estimate_errors", "measure_households"]
