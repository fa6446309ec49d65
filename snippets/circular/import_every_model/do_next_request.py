from gateway.models import Agent
from sqlalchemy.exc import InvalidRequestError

def answer(name: str) -> int:
    try:
        Agent(name=name)
    except InvalidRequestError:
        return 500
    return 200

print("first request:", answer("scout"))
#> first request: 200
print("second request:", answer("writer"))
#> second request: 200
