from gateway.agent import Agent
from sqlalchemy.exc import InvalidRequestError

def answer(name: str) -> int:
    try:
        Agent(name=name)
        #! sqlalchemy.exc.InvalidRequestError: When initializing mapper Mapper[Agent(agent)], expression 'Task' failed to locate a name ('Task'). If this is a class name, consider adding this relationship() to the <class 'gateway.agent.Agent'> class after both dependent classes have been defined.
        #! sqlalchemy.exc.InvalidRequestError: One or more mappers failed to initialize - can't proceed with initialization of other mappers. Triggering mapper: 'Mapper[Agent(agent)]'. Original exception was: When initializing mapper Mapper[Agent(agent)], expression 'Task' failed to locate a name ('Task'). If this is a class name, consider adding this relationship() to the <class 'gateway.agent.Agent'> class after both dependent classes have been defined.
    except InvalidRequestError:
        return 500
    return 200

print("first request:", answer("scout"))
#!> first request: 500
print("second request:", answer("writer"))
#!> second request: 500
