"""The code under test. It emits a statement for each project."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project


def team_sizes(session: Session) -> dict[str, int]:
    """How many agents each project has."""
    projects = session.scalars(select(Project).order_by(Project.name))
    return {project.name: len(project.agents) for project in projects}
