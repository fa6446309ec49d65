from gateway.agent import Agent
from gateway.task import Task

scout = Agent(name="scout")
task = Task(agent=scout)
print(scout.tasks == [task])
#> True
