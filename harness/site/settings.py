"""What mkdocs.yml says, for what runs outside a builder."""

from __future__ import annotations

import os
from typing import Any

import yaml

from harness.project import Project


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml. `!ENV [NAME, default]` is the environment's value, or the default, as for the builders."""


def _from_environment(loader: _Loader, node: yaml.SequenceNode) -> str:
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _from_environment)


def site_settings(project: Project) -> dict[str, Any]:
    """The settings of the site. Raises OSError."""
    settings = yaml.load((project.root / "mkdocs.yml").read_text("utf-8"), _Loader)
    return settings if isinstance(settings, dict) else {}
