# page: essence
from gateway.models import Agent

print(Agent(name="scout").name)
#> scout
