from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import AIModel, new_database

engine = new_database()

app = FastAPI()

# page: from here
@app.exception_handler(IntegrityError)
def conflict(request: Request, error: IntegrityError) -> JSONResponse:
    return JSONResponse({"detail": "A conflict"}, status_code=409)

@app.post("/models", status_code=201)
def create_model(name: str) -> str:
    with Session(engine) as session:
        session.add(AIModel(name=name))
        session.commit()
        #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) NOT NULL constraint failed: ai_model.provider
        #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.NotNullViolation) null value in column "provider" of relation "ai_model" violates not-null constraint
    return name

with TestClient(app, raise_server_exceptions=False) as client:
    print(client.post("/models?name=large").status_code)
    #!> 409
