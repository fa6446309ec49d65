import psycopg
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from projects import router
from sqlalchemy.exc import IntegrityError

app = FastAPI()
app.include_router(router)

TAKEN = {
    "uq_project_name": "A project with this name exists",
    "project.name": "A project with this name exists",
}

def constraint(error: IntegrityError) -> str:
    """The constraint's name on PostgreSQL, the unique column on SQLite."""
    if isinstance(error.orig, psycopg.Error):
        return error.orig.diag.constraint_name or ""
    return str(error.orig).removeprefix("UNIQUE constraint failed: ")

# page: essence
@app.exception_handler(IntegrityError)
def conflict(request: Request, error: IntegrityError) -> JSONResponse:
    detail = TAKEN.get(constraint(error))
    if detail is None:
        raise error
    return JSONResponse({"detail": detail}, status_code=409)

with TestClient(app) as client:
    print(client.post("/projects?name=apollo").status_code)
    #> 201
    print(client.post("/projects?name=project-01").json())
    #> {'detail': 'A project with this name exists'}
