"""The periodic report before it is written: what it says, what it leaves to the office, what stays blank and why."""

from dashboard.briefing.report.blocks import Block, Gap, Listing, Paragraph, Picture, Section, Space
from dashboard.briefing.report.build import CHAPTERS, Report, build_report

__all__ = ["CHAPTERS", "Block", "Gap", "Listing", "Paragraph", "Picture", "Report", "Section", "Space", "build_report"]
