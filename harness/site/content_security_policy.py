"""A content security policy in every page, so that no request can leave the site.

Pages carry inline scripts of their theme. Each is allowed by its hash, computed from the finished page, so that no
other can run. Styles may be inline: a line of code says its indent by one, and what a style could load falls under
the other rules.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from harness.browser import buttons

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.S)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
HEAD = re.compile(r"<head>|<meta charset=[^>]*>", re.I)


def write(site: Path) -> None:
    """The policy into every page of a built site."""
    for path in site.rglob("*.html"):
        path.write_text(with_policy(path.read_text("utf-8")), "utf-8")


def with_policy(html: str) -> str:
    """The page with its policy as the first thing after its encoding, so that nothing runs before it."""
    html = POLICY.sub("", html)
    start = [match.end() for match in HEAD.finditer(html)][:2]
    if not start:
        return html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return html[: start[-1]] + meta + html[start[-1] :]


def policy(html: str) -> str:
    # Python runs in a worker that is made from a blob, so that it has the policy of its page.
    runs = buttons.MARKED in html
    scripts = " ".join(["'self'", *hashes(html), *(["'wasm-unsafe-eval'"] if runs else [])])
    workers = "'self' blob:" if runs else "'self'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
        f" font-src 'self'; connect-src 'self'; worker-src {workers}; manifest-src 'self';"
        " base-uri 'none'; form-action 'self'"
    )


def hashes(html: str) -> list[str]:
    """The inline scripts of a page, each once. Data in a script element is not run and needs none."""
    found = []
    for match in SCRIPT.finditer(html):
        attributes = match["attributes"]
        is_run = not re.search(r"\bsrc\s*=", attributes) and "json" not in attributes
        if is_run and match["code"].strip():
            digest = hashlib.sha256(match["code"].encode()).digest()
            found.append(f"'sha256-{base64.b64encode(digest).decode()}'")
    return list(dict.fromkeys(found))
