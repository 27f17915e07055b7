"""Cases of firms: read, written and offered, with what the engine says about them."""

from plusn.scenarios.files import Loaded, load, save, template

__all__ = ["Loaded", "load", "save", "template"]
