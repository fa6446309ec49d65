from fastapi import FastAPI
from fastapi.testclient import TestClient
from projects import router

app = FastAPI()
# page: essence
app.include_router(router)

with TestClient(app) as client:
    print(client.post("/projects?name=apollo").status_code)
    #> 201
    print(client.post("/projects?name=project-01").status_code)
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: project.name
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_project_name"
