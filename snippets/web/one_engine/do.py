from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

url = new_database(projects=3).url

# page: from here
opened: list[Any] = []
event.listen(Engine, "connect", lambda *each: opened.append(each))

# page: essence
engine = create_engine(url)

# page: essence
def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

@app.get("/projects/count")
def count_projects(session: SessionDep) -> int:
    return session.scalars(select(func.count(Project.id))).one()

with TestClient(app) as client:
    for _ in range(4):
        print(client.get("/projects/count").json(), "projects")
        #> 3 projects
        #> 3 projects
        #> 3 projects
        #> 3 projects

print("connections opened:", len(opened))
#> connections opened: 1
