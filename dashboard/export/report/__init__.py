"""The periodic report as a Word document, in the layout of Nghị định 30/2020/NĐ-CP or in the ward's own."""

from dashboard.export.report.letter import Letter
from dashboard.export.report.template import Template, write_into
from dashboard.export.report.write import write

__all__ = ["Letter", "Template", "write", "write_into"]
