from gateway.models import Agent, Task, Tool

task, tool = Task(), Tool(name="browser")
print(Agent(name="scout", tasks=[task], tools=[tool]).name)
#> scout
