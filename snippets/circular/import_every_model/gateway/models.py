from gateway.agent import Agent
from gateway.agent_tool import agent_tool
from gateway.base import Base
from gateway.task import Task
from gateway.tool import Tool

__all__ = ["Agent", "Base", "Task", "Tool", "agent_tool"]
