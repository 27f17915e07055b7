"""Read what users bring, in a throw-away child process with limits."""

from data.uploads.limits import APP, COMMAND, Ask, Limits
from data.uploads.protections import protections
from data.uploads.reading import read, warm

__all__ = ["APP", "COMMAND", "Ask", "Limits", "protections", "read", "warm"]
