from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
# page: essence
@app.post("/projects")
def create_project(name: str, session: SessionDep) -> Project:
    project = Project(name=name)
    session.add(project)
    session.commit()
    return project

#! fastapi.exceptions.FastAPIError: Invalid args for response field! Hint: check that <class 'domain.Project'> is a valid Pydantic field type. If you are using a return type annotation that is not a valid Pydantic field (e.g. Union[Response, dict, None]) you can disable generating the response model from the type annotation with the path operation decorator parameter response_model=None. Read more: https://fastapi.tiangolo.com/tutorial/response-model/

with TestClient(app) as client:
    print(client.post("/projects?name=apollo").json())
