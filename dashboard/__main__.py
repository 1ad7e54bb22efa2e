"""`python -m dashboard [--check]`: write docs/plan-coverage.md anew, or say whether it is in step."""

import sys

from dashboard import plan


def main() -> None:
    if "--check" in sys.argv[1:]:
        if not plan.is_in_step():
            sys.exit("docs/plan-coverage.md không còn khớp với data/reference. Hãy chạy «python -m dashboard».")
        return
    plan.PATH.write_text(plan.write_document(), encoding="utf-8")


if __name__ == "__main__":
    main()
