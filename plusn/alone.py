"""One drawing at a time.

GEOS prepares a geometry while it is used, and sessions share coast and regions: two threads that
draw at once would end the whole process.
"""

from __future__ import annotations

import threading

ALONE = threading.RLock()
