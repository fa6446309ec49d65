"""An MkDocs hook: the snippets as files of the site, at the paths that they have in the project.

Zensical knows no hooks: there the names of files lead nowhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

from harness.project import Project


def on_files(files: Files, config: Any) -> Files:
    project = Project.load(Path(config.config_file_path).parent)
    for path in sorted(project.snippets.rglob("*.py")):
        files.append(File.generated(config, project.relative(path), abs_src_path=str(path)))
    return files
