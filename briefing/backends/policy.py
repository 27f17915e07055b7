"""What a one-file page may do: run its own script and wear its own style, and nothing else."""

from __future__ import annotations

import base64
import hashlib


def policy(*, style: str, script: str = "") -> str:
    """Write a content security policy that admits a style and a script by their hashes.

    Nothing is loaded and nothing is sent. Pictures may be made in the page itself (``data:``)
    where there is a script to make them.

    Parameters
    ----------
    style, script
        Exactly what stands in the elements; no script at all where it is blank.

    Examples
    --------
    >>> policy(style="p{}")[:49]
    "default-src 'none'; style-src 'sha256-gG2yISYereR"
    """
    parts = ["default-src 'none'"]
    if script:
        parts.append(f"script-src {hashed(script)}")
    parts.append(f"style-src {hashed(style)}")
    if script:
        parts.append("img-src data:")
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def hashed(content: str) -> str:
    """Name a script or a style by its hash, as a policy admits it.

    Examples
    --------
    >>> hashed("p{}")[:20]
    "'sha256-gG2yISYereRM"
    """
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
