from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import User, new_database

engine = new_database()

with Session(engine) as session:
    session.add(User(email="ada@example.org"))
    session.commit()

# page: from here
def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session
        session.commit()

SessionDep = Annotated[Session, Depends(get_session, scope="function")]

def get_user(session: SessionDep) -> Iterator[User]:
    yield session.scalars(select(User)).one()

UserDep = Annotated[User, Depends(get_user, scope="function")]

app = FastAPI()

@app.get("/me/email")
def read_email(user: UserDep) -> str:
    return user.email

with TestClient(app) as client:
    print(client.get("/me/email").json())
    #> ada@example.org
