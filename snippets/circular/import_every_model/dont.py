# page: essence
from gateway.agent import Agent

print(Agent(name="scout").name)
#! sqlalchemy.exc.InvalidRequestError: When initializing mapper Mapper[Agent(agent)], expression 'Task' failed to locate a name ('Task'). If this is a class name, consider adding this relationship() to the <class 'gateway.agent.Agent'> class after both dependent classes have been defined.
