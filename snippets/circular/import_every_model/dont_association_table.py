from gateway.agent import Agent
from gateway.task import Task
from gateway.tool import Tool

task, tool = Task(), Tool(name="browser")
#! sqlalchemy.exc.InvalidRequestError: When initializing mapper Mapper[Agent(agent)], expression 'agent_tool' failed to locate a name (...). If this is a class name, consider adding this relationship() to the <class 'gateway.agent.Agent'> class after both dependent classes have been defined.
print(Agent(name="scout", tasks=[task], tools=[tool]).name)
