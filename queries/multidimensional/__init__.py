"""Poverty in several dimensions at once, beside the classes of the law and never in their place."""

from queries.multidimensional.measures import alkire_foster, estimate_errors

__all__ = ["alkire_foster", "estimate_errors"]
