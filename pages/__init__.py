"""The pages: each module defines `page()` and does nothing at import; the shell says at which address it opens."""
