from gateway_package.base import Base  # isort: skip
from gateway_package.agent import Agent

__all__ = ["Agent", "Base"]
