"""Workbooks as Mainland bureaus make them, and what must be understood of each."""

from .mainland_contents import CONTENTS
from .mainland_layouts import LAYOUTS

CASES = {**LAYOUTS, **CONTENTS}
