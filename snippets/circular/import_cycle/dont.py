from gateway_cycle.agent import Agent

#! ImportError: cannot import name 'Agent' from partially initialized module 'gateway_cycle.agent' (most likely due to a circular import) (...)
from gateway_cycle.task import Task

scout = Agent(name="scout")
task = Task(agent=scout)
print(scout.tasks == [task])
