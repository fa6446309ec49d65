"""The code under test. It forgets to commit."""

from sqlalchemy.orm import Session

from domain import Agent, Project


def hire(session: Session, project: Project, name: str) -> Agent:
    """Save a new agent of a project."""
    agent = Agent(name=name, project=project)
    session.add(agent)
    return agent
