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

# page: essence
SessionDep = Annotated[Session, Depends(get_session)]
# page: essence
ClosedEarlyDep = Annotated[Session, Depends(get_session, scope="function")]

def get_user(session: SessionDep) -> User:
    return session.scalars(select(User)).one()

UserDep = Annotated[User, Depends(get_user)]

app = FastAPI()

@app.put("/me/email")
def change_email(email: str, user: UserDep, session: ClosedEarlyDep) -> None:
    user.email = email
    session.commit()

with TestClient(app) as client:
    print(client.put("/me/email?email=ada@example.com").status_code)
    #> 200

with Session(engine) as session:
    print(session.scalars(select(User.email)).one())
    #!> ada@example.org
