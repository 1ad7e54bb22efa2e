"""The parts of the page «Nạp số liệu», in the order in which an officer meets them."""
