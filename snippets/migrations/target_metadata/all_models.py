"""Every model of the service: who imports this module has them all."""

from agents import Agent
from base import Base, Project

__all__ = ["Agent", "Base", "Project"]
