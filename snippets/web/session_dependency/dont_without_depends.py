from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project

app = FastAPI()

# page: from here
@app.get("/projects")
def list_projects(session: Session) -> list[str]:
    return list(session.scalars(select(Project.name).order_by(Project.name)))

#! fastapi.exceptions.FastAPIError: Invalid args for response field! Hint: check that <class 'sqlalchemy.orm.session.Session'> is a valid Pydantic field type. If you are using a return type annotation that is not a valid Pydantic field (e.g. Union[Response, dict, None]) you can disable generating the response model from the type annotation with the path operation decorator parameter response_model=None. Read more: https://fastapi.tiangolo.com/tutorial/response-model/

with TestClient(app) as client:
    print(client.get("/projects").json())
